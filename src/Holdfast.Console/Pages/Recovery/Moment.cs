namespace Holdfast.Console.Pages.Recovery;

/// <summary>A moment that can be recovered.</summary>
/// <param name="Time">To the second where a log reaches it; as the application noted it where it is a point's.</param>
/// <param name="Point">Id of the point that brings it back by itself; null: the log reaches it.</param>
public sealed record Moment(DateTimeOffset Time, string? Point = null);
