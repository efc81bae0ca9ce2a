using Holdfast.Store.RecoveryPoints;

namespace Holdfast.Server.Engine.Applications;

/// <summary>One backup of an application.</summary>
/// <param name="Compress">False: chunks are kept as they are.</param>
public sealed record ApplicationBackup(PointSource Source, bool ReadEverything, bool Compress = true)
{
    /// <summary>Server whose copy is read; null where the datasource has one alone.</summary>
    public string? ReadFrom { get; init; }
}
