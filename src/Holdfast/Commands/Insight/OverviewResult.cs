using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Commands.Insight;

/// <summary>What the overview command prints as JSON.</summary>
internal sealed record OverviewResult(Overview Overview, ProtectionMap Map);
