using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Contracts.Api;

/// <summary>A protection group.</summary>
/// <param name="Online">Its recovery points are sent to the vault as well.</param>
/// <param name="OnlineRetentionDays">For how many days every point in the vault is kept, whatever else the policy keeps.</param>
/// <param name="Suspended">Nothing of it runs by schedule and nothing expires until it is resumed.</param>
public sealed record GroupInfo(
    string Id, string Name, int RetentionDays, bool Online, int OnlineRetentionDays, IReadOnlyList<SourceInfo> Sources, PolicyInfo Policy, bool Suspended,
    IReadOnlyList<string> Exclude, IReadOnlyList<string> ExcludeExtensions, IReadOnlyList<ScheduleInfo> Schedules);
