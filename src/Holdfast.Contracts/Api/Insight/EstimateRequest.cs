using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Contracts.Api.Insight;

/// <summary>Asks what protecting these folders with this policy will take. Protects nothing.</summary>
/// <param name="Members">1…1,000.</param>
public sealed record EstimateRequest(IReadOnlyList<EstimateMember> Members, PolicyInfo Policy);
