namespace Holdfast.Contracts.Api.Insight;

/// <summary>Something that a person has to look at, with the one thing that helps most.</summary>
/// <param name="Source">Id of the datasource; null where it is not about one.</param>
/// <param name="Subject">Id of what it is about: of a datasource, group, agent, or disk; or pool, vault, catalog.</param>
/// <param name="Name">What people call the subject.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Cause">Why, in a sentence.</param>
/// <param name="Action">One of <see cref="NeededActions"/>.</param>
/// <param name="Alert">Id of the alert that tells more, or null.</param>
/// <param name="Since">Since when, where that is known.</param>
public sealed record NeedsAttention(
    string? Source, string Subject, string Name, string Title, string Cause, string Action, string? Alert, DateTimeOffset? Since)
{
    /// <summary>critical, warning, informational.</summary>
    public string Severity { get; init; } = "warning";

    /// <summary>Production server of the datasource or agent, or null.</summary>
    public string? Server { get; init; }

    /// <summary>Name of the group that it is about or that the datasource is in, or null.</summary>
    public string? Group { get; init; }
}
