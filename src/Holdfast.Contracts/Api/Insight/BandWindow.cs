namespace Holdfast.Contracts.Api.Insight;

/// <summary>Hours in which scheduled work of a group may run.</summary>
/// <param name="Group">Its name.</param>
public sealed record BandWindow(string Group, DateTimeOffset Start, DateTimeOffset End);
