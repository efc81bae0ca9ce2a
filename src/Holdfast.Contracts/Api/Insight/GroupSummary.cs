using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Contracts.Api.Insight;

/// <summary>A protection group with the numbers of its members in place of the members.</summary>
/// <param name="Suspended">Nothing of it runs by schedule and nothing expires until it is resumed.</param>
/// <param name="OnlineRetentionDays">For how many days every point in the vault is kept, whatever else the policy keeps.</param>
/// <param name="Members">Those that the caller sees.</param>
/// <param name="OnlineMembers">Those of them that are sent to the vault, by their own setting or the group's.</param>
/// <param name="Newest">When the newest point of a member was made, on disk or in the vault.</param>
/// <param name="NextRun">When scheduled work is next due; null where none is.</param>
/// <param name="Late">Members whose newest point is older than the group asks.</param>
/// <param name="Inconsistent">Members that need a consistency check.</param>
/// <param name="Pending">Members without a first copy.</param>
public sealed record GroupSummary(
    string Id, string Name, bool Suspended, PolicyInfo Policy, int OnlineRetentionDays, int Members, int OnlineMembers, DateTimeOffset? Newest, DateTimeOffset? NextRun,
    int Late, int Inconsistent, int Pending);
