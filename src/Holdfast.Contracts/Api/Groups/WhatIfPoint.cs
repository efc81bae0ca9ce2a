namespace Holdfast.Contracts.Api.Groups;

/// <summary>A recovery point under the present and under the changed policy.</summary>
/// <param name="Change">kept, lost, saved (would go now and would stay), gone (goes either way), longer, shorter.</param>
/// <param name="Because">Why the changed policy keeps it, or why it does not.</param>
/// <param name="Until">Until when the changed policy keeps it; null: as long as it is the newest, or not at all.</param>
public sealed record WhatIfPoint(string Id, DateTimeOffset Created, string Change, string Because, DateTimeOffset? Until, DateTimeOffset? UntilNow);
