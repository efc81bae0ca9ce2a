namespace Holdfast.Protection.Logs;

/// <summary>
/// Which segments of a followed log no recovery point needs. A backup needs its log from the moment it began, so from the segment that was the newest here then or a later
/// one: what had been received by then was older than what the application wrote. No clock is asked: one that jumped must not cost a moment that can be recovered.
/// </summary>
public static class LogTrim
{
    /// <summary>Kept besides: a record may begin in one segment and end in the next.</summary>
    private const int Spare = 1;

    /// <param name="segments">In order of the log.</param>
    /// <param name="newestAtBegin">For each kept point, the newest segment when its backup began; null where that is not known: then nothing goes.</param>
    /// <returns>How many segments at the front can go: none while there is no point, or one whose segment is not among them.</returns>
    public static int Needless(IReadOnlyList<string> segments, IReadOnlyCollection<string?> newestAtBegin)
    {
        if (newestAtBegin.Count == 0) return 0;
        var places = segments.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        var oldest = newestAtBegin.Min(name => name is not null && places.TryGetValue(name, out var place) ? place : 0);
        return Math.Max(oldest - Spare, 0);
    }
}
