using System.Text.Json.Serialization;

namespace Holdfast.Store.RecoveryPoints;

/// <summary>
/// A recovery point as it lies, sealed, in the repository (JSON, docs/format.md §6). It looks full: its item table names every item, whatever earlier
/// points hold.
/// </summary>
/// <param name="Kind">"recoveryPoint", or "replica" for the state a synchronization leaves: not listed, replaced by the next. "log": the followed log of an application, not listed either.</param>
/// <param name="PreviousId">The point this one followed, with the hash of its plain document: a chain that shows a hidden or changed point.</param>
/// <param name="Packs">Packs that this point's session wrote.</param>
public sealed record RecoveryPoint(
    int Version,
    string Id,
    string Kind,
    PointSource Source,
    DateTimeOffset Created,
    ulong Token,
    string? PreviousId,
    string? PreviousHash,
    TableReference Table,
    long ItemsFailed,
    IReadOnlyList<string> Packs)
{
    public const int CurrentVersion = 1;
    public const string RecoveryPointKind = "recoveryPoint", ReplicaKind = "replica", LogKind = "log";

    /// <summary>What the backup of an application was; null for files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ApplicationRecord? Application { get; init; }

    /// <summary>Of a followed log: how far it goes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogRecord? Log { get; init; }

    [JsonIgnore]
    public bool IsListed => Kind == RecoveryPointKind;

    /// <summary>A followed log: no state of its datasource by itself.</summary>
    [JsonIgnore]
    public bool IsLog => Kind == LogKind;
}
