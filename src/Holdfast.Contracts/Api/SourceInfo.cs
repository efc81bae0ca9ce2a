using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>A datasource.</summary>
/// <param name="Kind">files, or a kind of application such as postgresql.</param>
/// <param name="Exclude">Its own exclusions and those of its group.</param>
/// <param name="Group">Name of its group; null when its protection has been stopped.</param>
/// <param name="Protection">protected, suspended, stopped (inactive protection).</param>
/// <param name="ReplicaState">pending (no first copy yet), replicaManualPending (waits for `source seed`), ok, inconsistent (the last job failed).</param>
/// <param name="Online">Its recovery points are sent to the vault as well, by its own setting or its group's.</param>
/// <param name="LastRecoveryPoint">Newest point on disk.</param>
/// <param name="LastOnlineRecoveryPoint">Newest point in the vault.</param>
/// <param name="NextRun">When its group next does scheduled work with it.</param>
public sealed record SourceInfo(
    string Id, string Name, string Kind, string Server, string Path, string? Group, string Protection, string ReplicaState,
    IReadOnlyList<string> Exclude, IReadOnlyList<string> ExcludeExtensions, bool CrossMountPoints, bool Online,
    PointBrief? LastRecoveryPoint, PointBrief? LastOnlineRecoveryPoint, int RecoveryPoints, int OnlineRecoveryPoints,
    DateTimeOffset? NextRun = null)
{
    /// <summary>How it stands to its goals: one of <see cref="Insight.SourceStates"/>. Only in answers of sources/page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }

    /// <summary>When the oldest point on disk was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? FirstRecoveryPoint { get; init; }

    /// <summary>Settings of an application, or what is taken of files of Windows, by name; null for files that have none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Of applications: the oldest moment that can be recovered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RecoverableFrom { get; init; }

    /// <summary>Of applications: the newest moment that can be recovered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RecoverableTo { get; init; }
}
