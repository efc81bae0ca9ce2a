using Holdfast.Server.Engine;
using Holdfast.Workloads.Disks;

namespace Holdfast.Server.Exports;

/// <summary>What is given out, and for whom.</summary>
/// <param name="Disk">Name of the disk, or path of the file.</param>
/// <param name="Account">Who started it.</param>
internal sealed record ExportFacts(string Id, PointRef Point, DateTimeOffset PointCreated, string SourceId, string SourceName, string Disk, string Account)
{
    /// <summary>How the recovery point keeps it.</summary>
    internal DiskFormat Format { get; init; }
}
