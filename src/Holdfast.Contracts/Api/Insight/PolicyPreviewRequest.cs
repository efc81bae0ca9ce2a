using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Contracts.Api.Insight;

/// <summary>Asks which recovery points a policy will have kept when it has run for some time and nothing was missed.</summary>
/// <param name="Zone">IANA name of the zone that days are shown in; null: the policy's.</param>
/// <param name="From">When the policy begins; null: now.</param>
/// <param name="Days">1…400.</param>
public sealed record PolicyPreviewRequest(PolicyInfo Policy, string? Zone = null, DateTimeOffset? From = null, int Days = 365);
