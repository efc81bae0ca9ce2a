namespace Holdfast.Contracts.Api.Insight;

/// <summary>Numbers that grow when something of their topic changes. They begin anew when the server starts.</summary>
/// <param name="Jobs">Jobs that are queued, begin, end, or are forgotten; not how far they are.</param>
/// <param name="Groups">Groups and what they have planned.</param>
public sealed record ChangeCounters(long Jobs, long Alerts, long Sources, long Groups, long Disks, long Agents, long Vault, long Points, long Accounts);
