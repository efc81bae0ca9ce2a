namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>A backup components document: what was chosen, and what the writers noted of it. A restore needs it.</summary>
public sealed record BackupComponents
{
    public ShadowBackupType Type { get; init; }

    /// <summary>Components were chosen one by one; otherwise whole volumes are backed up.</summary>
    public bool HasComponents { get; init; }

    public bool IsBootableSystemState { get; init; }

    public bool HasPartialFiles { get; init; }

    /// <summary>Empty until there is one.</summary>
    public Guid SnapshotSet { get; init; }

    public IReadOnlyList<WriterChoice> Writers { get; init; } = [];

    /// <summary>Names in the document that are not known here.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}
