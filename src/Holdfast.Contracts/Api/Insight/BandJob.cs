namespace Holdfast.Contracts.Api.Insight;

/// <summary>A bar of the day band.</summary>
/// <param name="Job">Id of the job; null for what is only planned, and for a bar that stands for several.</param>
/// <param name="Source">Id of its datasource, or null.</param>
/// <param name="Name">Name of the datasource, or null.</param>
/// <param name="Group">Name of its group, or null.</param>
/// <param name="Type">One of <see cref="JobTypes"/>.</param>
/// <param name="State">One of <see cref="JobStates"/>, or planned.</param>
/// <param name="End">Of what has not ended, as reckoned from the last jobs of the kind.</param>
/// <param name="Count">Jobs that the bar stands for.</param>
public sealed record BandJob(
    string? Job, string? Source, string? Name, string? Group, string Type, string State, DateTimeOffset Start, DateTimeOffset End, int Count = 1)
{
    /// <summary>The state of bars of what is due and has not begun.</summary>
    public const string Planned = "planned";
}
