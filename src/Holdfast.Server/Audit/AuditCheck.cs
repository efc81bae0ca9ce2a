using System.Globalization;
using Holdfast.Contracts.Api.Audit;

namespace Holdfast.Server.Audit;

/// <summary>Reads the audit log from its beginning and compares it with itself and with the anchored heads.</summary>
internal sealed class AuditCheck(AuditTable table, AuditAnchors anchors, AuditTrail trail)
{
    private const int Page = 10_000;

    internal AuditVerification Run()
    {
        // The heads first: rows that are added meanwhile do no harm.
        var heads = anchors.Heads();
        if (trail.Head is { } own) heads = [.. heads.Append(own).OrderBy(head => head.Seq)];
        var (seq, hash) = Beginning();
        var (first, rows, next) = (true, 0L, 0);
        while (table.After(first ? 0 : seq, Page) is { Count: > 0 } page)
            foreach (var row in page)
            {
                if (Violation(row, seq, hash) is { } violation) return Bad(rows, violation.Row, violation.Finding, heads.Count);
                (seq, hash, first) = (row.Seq, row.Hash, false);
                rows++;
                while (next < heads.Count && heads[next].Seq <= seq)
                {
                    var head = heads[next++];
                    if (head.Seq == seq && head.Hash != hash)
                        return Bad(rows, seq, $"Row {seq} is not the one that was anchored {Day(head)}: it or rows before it were written anew.", heads.Count);
                }
            }
        return heads is [.., var newest] && newest.Seq > seq
            ? Bad(rows, seq + 1, $"Row {seq + 1} is missing: {Day(newest)} the log reached row {newest.Seq}.", heads.Count)
            : new AuditVerification(true, rows, null, null, heads.Count, rows > 0 ? hash : null);
    }

    private (long Seq, string Hash) Beginning()
    {
        var start = table.After(0, 1) is [var row] ? row.Seq : 1;
        return start > 1 && anchors.Trim() is { } trim && trim.Seq == start - 1 ? (trim.Seq, trim.Hash) : (0, AuditChain.Beginning);
    }

    private static (long Row, string Finding)? Violation(AuditRow row, long seq, string hash)
    {
        if (row.Seq != seq + 1) return (seq + 1, $"Row {seq + 1} is missing; the next one there is row {row.Seq}.");
        if (AuditChain.HashOf(row) != row.Hash) return (row.Seq, $"Row {row.Seq} is not as it was written.");
        return row.PreviousHash == hash ? null : (row.Seq, $"Row {row.Seq} does not follow the row before it.");
    }

    private static AuditVerification Bad(long rows, long row, string finding, int anchors) => new(false, rows, row, finding, anchors, null);

    private static string Day(AnchorRecord head) => "on " + head.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
