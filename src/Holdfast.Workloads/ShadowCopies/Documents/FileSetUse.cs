namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>What the files of a set are to their component.</summary>
public enum FileSetUse
{
    Files,
    Database,
    Log,
}
