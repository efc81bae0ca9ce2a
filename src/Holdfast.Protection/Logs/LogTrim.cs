namespace Holdfast.Protection.Logs;

/// <summary>
/// Which segments of a followed log no recovery point needs. A backup needs its log from the moment it began, so from the segment that was being written then; which
/// that was is told by when each was first received, and one more is kept, because receiving lags behind writing.
/// </summary>
public static class LogTrim
{
    private const int Spare = 1;

    /// <param name="received">When the first byte of each segment was kept, in order of the log.</param>
    /// <param name="began">When the backups of the kept points began.</param>
    /// <returns>How many segments at the front can go: none while there is no point.</returns>
    public static int Needless(IReadOnlyList<DateTimeOffset> received, IReadOnlyCollection<DateTimeOffset> began)
    {
        if (began.Count == 0) return 0;
        var oldest = began.Min();
        var before = 0;
        while (before < received.Count && received[before] <= oldest) before++;
        return Math.Max(before - 1 - Spare, 0);
    }
}
