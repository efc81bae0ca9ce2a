using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A disk of the storage pool: a folder of the backup server. Sizes in bytes.</summary>
[View("Name", "Status", "TotalCapacity", "UnallocatedSpace", "UsedSpace", "Advice")]
public sealed class DpmDisk : ServerObject
{
    internal DpmDisk(DpmServer server, DiskInfo info) : base(server) => Info = info;

    internal DiskInfo Info { get; }

    public string DiskId => Info.Id;

    /// <summary>Its folder.</summary>
    public string Name => Info.Path;

    public string FriendlyName => Info.Path;

    /// <summary>ok, missing, readOnly, full.</summary>
    public string Status => Info.State;

    public long TotalCapacity => Info.Capacity;

    public long UnallocatedSpace => Info.Free;

    /// <summary>By the pool.</summary>
    public long UsedSpace => Info.Used;

    /// <summary>What to do about it; null: nothing.</summary>
    public string? Advice => Info.Advice;

    public override string ToString() => Name;
}
