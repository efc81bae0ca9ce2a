using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>A recovery point.</summary>
/// <param name="Source">Id of its datasource.</param>
/// <param name="Bytes">Size of the items' content, before deduplication and compression.</param>
/// <param name="Disk">It lies in the pool.</param>
/// <param name="Online">It lies in the vault.</param>
/// <param name="Expires">When retention takes it off the disk (from the vault, when it lies only there); null when it is kept. The newest of a source stays in any case.</param>
/// <param name="KeptBecause">Why it is kept there, in words.</param>
/// <param name="OnlineExpires">When retention takes it out of the vault.</param>
/// <param name="OnlineKeptBecause">Why it is kept in the vault, in words.</param>
/// <param name="Kind">Of its datasource: files, or a kind of application.</param>
public sealed record RecoveryPointInfo(
    string Id, string Source, string SourceName, string Path, string Server, DateTimeOffset Created, long Items, long ItemsFailed, long Bytes,
    bool Disk, bool Online, DateTimeOffset? Expires, string? KeptBecause = null, DateTimeOffset? OnlineExpires = null, string? OnlineKeptBecause = null,
    string Kind = "files")
{
    /// <summary>Of applications: full, incremental, log: what was read for it. It is whole in any case.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>Of applications: crash or application.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Guarantee { get; init; }

    /// <summary>Of applications: the moment, by the application's clock, that it brings back by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Consistent { get; init; }

    /// <summary>Why more was read than was wanted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }

    /// <summary>Production server whose copy was read, of a datasource that has several; null of all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReadFrom { get; init; }
}
