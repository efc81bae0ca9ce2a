namespace Holdfast.Contracts.Api.Groups;

/// <summary>What agents may send, in megabits a second, 1…10,000; null: no limit. Work hours in the local time of the agent.</summary>
public sealed record ThrottleInfo(
    int? WorkMbps = null, int? OtherMbps = null, string WorkStart = "09:00", string WorkEnd = "18:00", IReadOnlyList<string>? WorkDays = null);
