namespace Holdfast.Contracts.Api;

/// <summary>A recovery point.</summary>
/// <param name="Source">Id of its datasource.</param>
/// <param name="Bytes">Size of the items' content, before deduplication and compression.</param>
/// <param name="Disk">It lies in the pool.</param>
/// <param name="Online">It lies in the vault.</param>
/// <param name="Expires">When retention takes it off the disk (from the vault, when it lies only there); null when it is kept. The newest of a source stays in any case.</param>
public sealed record RecoveryPointInfo(
    string Id, string Source, string SourceName, string Path, string Server, DateTimeOffset Created, long Items, long ItemsFailed, long Bytes,
    bool Disk, bool Online, DateTimeOffset? Expires);
