
namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Asks segments of a log when transactions ended.</summary>
internal static class CommitSearch
{
    /// <summary>Whether a transaction ended later than a moment: from the end backwards, since the last segments mostly decide.</summary>
    /// <param name="paths">Segments in order; other files are passed over.</param>
    public static bool AnyLater(IEnumerable<string> paths, int segmentSize, DateTimeOffset time)
    {
        var segments = paths.Where(path => WalName.TryParse(Path.GetFileName(path), segmentSize, out _)).ToList();
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            bool later = false, any = false;
            var reader = new WalReader(record =>
            {
                any |= record.Ended is not null;
                later |= record.Ended > time;
            });
            Feed(reader, segments[i], segmentSize, whole: true);
            if (reader.IsWithinRecord && i + 1 < segments.Count) Feed(reader, segments[i + 1], segmentSize, whole: false);
            if (later) return true;
            // Transactions are not written strictly by time; a whole segment without a later one is far enough.
            if (any && i < segments.Count - 1) return false;
        }
        return false;
    }

    /// <param name="whole">Otherwise until the record under way is complete.</param>
    private static void Feed(WalReader reader, string path, int segmentSize, bool whole)
    {
        if (!WalName.TryParse(Path.GetFileName(path), segmentSize, out var name)) return;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var page = new byte[WalReader.PageSize];
        for (var at = name.Start(segmentSize); stream.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) == page.Length; at = at.Add(page.Length))
        {
            reader.Append(page, at);
            if (reader.IsAtEnd || (!whole && !reader.IsWithinRecord)) return;
        }
    }
}
