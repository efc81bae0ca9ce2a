namespace Holdfast.Contracts.Api.Groups;

/// <summary>Hours of certain days in which scheduled work may begin and run.</summary>
/// <param name="Start">Such as "22:00".</param>
/// <param name="Minutes">Length, 60…1,440.</param>
/// <param name="Days">Days on which it begins; null: every day.</param>
public sealed record WindowInfo(string Start, int Minutes, IReadOnlyList<string>? Days = null);
