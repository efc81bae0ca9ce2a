namespace Holdfast.PowerShell.Objects;

/// <summary>What is read from an application.</summary>
public enum BackupType
{
    /// <summary>All that changed since the last one; of applications that know them, a full or incremental backup.</summary>
    ExpressFull,

    /// <summary>Of applications their log; of files a synchronization.</summary>
    Incremental,
}
