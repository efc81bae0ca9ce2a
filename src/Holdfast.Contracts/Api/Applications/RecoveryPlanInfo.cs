using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Applications;

/// <summary>What a recovery of an application will do; nothing has been done.</summary>
/// <param name="RecoveryPoint">The newest point that is read; null where there is none.</param>
/// <param name="Reaches">The moment that is brought back.</param>
/// <param name="Parts">What is read, in order.</param>
/// <param name="Steps">What is done, in order.</param>
/// <param name="Warnings">What will be lost or differ.</param>
public sealed record RecoveryPlanInfo(
    string Source, string Kind, string? RecoveryPoint, DateTimeOffset Reaches, IReadOnlyList<PlannedPartInfo> Parts, IReadOnlyList<string> Steps, IReadOnlyList<string> Warnings)
{
    /// <summary>Of a recovery that is done: the moment that was brought back, as the application says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Reached { get; init; }

    /// <summary>Of a recovery that is done: what to know or to do now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }
}
