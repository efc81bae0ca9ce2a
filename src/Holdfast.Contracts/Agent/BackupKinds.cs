namespace Holdfast.Contracts.Agent;

/// <summary>Kinds of backups of files, as <see cref="StartBackup"/> names them.</summary>
public static class BackupKinds
{
    public const string Files = "files";

    /// <summary>Files with options. Of its own name so that an agent that knows of no options refuses it, rather than take what was not chosen.</summary>
    public const string ChosenFiles = "chosenFiles";
}
