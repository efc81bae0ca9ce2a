namespace Holdfast.Console.Pages.Recovery;

/// <summary>A part of a day.</summary>
public sealed record DaySpan(DateTimeOffset From, DateTimeOffset To);
