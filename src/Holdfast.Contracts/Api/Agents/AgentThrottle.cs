namespace Holdfast.Contracts.Api.Agents;

/// <summary>How fast an agent may send, by its own local time.</summary>
/// <param name="WorkMbps">0…10,000 megabits a second in work hours; 0 is no limit.</param>
/// <param name="OtherMbps">The same outside work hours.</param>
/// <param name="WorkStart">Minutes after midnight, 0…1,439.</param>
/// <param name="WorkEnd">Before <paramref name="WorkStart"/> the hours cross midnight.</param>
/// <param name="WorkDays">Days by their English names.</param>
public sealed record AgentThrottle(int WorkMbps, int OtherMbps, int WorkStart, int WorkEnd, IReadOnlyList<string> WorkDays)
{
    /// <summary>No limit; work hours as the settings have them by default.</summary>
    public static AgentThrottle Unlimited { get; } = new(0, 0, 9 * 60, 18 * 60, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]);
}
