using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>One backup by shadow copies.</summary>
/// <param name="Choose">Says what is wanted of the writers that are there.</param>
public sealed record BackupRequest(ShadowBackupType Type, Func<IReadOnlyList<WriterMetadata>, IReadOnlyList<WriterWish>> Choose)
{
    /// <summary>Windows itself is among it.</summary>
    public bool IsBootableSystemState { get; init; }

    /// <summary>Files on volumes that cannot have a shadow copy, such as the EFI system partition, are read where they are; otherwise such a volume is a fault.</summary>
    public bool ReadsOthersLive { get; init; }

    /// <summary>Stamps of the backups that an incremental or differential one builds on.</summary>
    public IReadOnlyDictionary<(Guid Writer, ComponentPath Path), string> Stamps { get; init; } = new Dictionary<(Guid, ComponentPath), string>();

    /// <summary>Roots of volumes that are wanted whatever the writers say, with a backslash at the end.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    public SessionLimits Limits { get; init; } = new();
}
