using System.Data.Common;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Audit;

/// <summary>Adds rows to the audit log, each chained to the one before and flushed on return.</summary>
internal sealed class AuditTrail(AuditTable table, AuditAnchors anchors, TimeProvider time) : IAuditTrail
{
    private const int LongestPart = 1000;
    private readonly Lock gate = new();
    private AnchorRecord? head;

    /// <summary>The newest row as this server knows it, whatever the catalog says; null before the first.</summary>
    internal AnchorRecord? Head
    {
        get
        {
            lock (gate) return Known() is { Seq: > 0 } known ? known : null;
        }
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.AuditNotWritten"/>.</exception>
    public void Record(string actor, string action, string subject, string outcome)
    {
        try
        {
            lock (gate)
            {
                var before = Known();
                var now = time.GetUtcNow();
                var row = new AuditRow
                {
                    Seq = before.Seq + 1, Time = CatalogTime.From(now), Actor = Part(actor), Action = Part(action), Subject = Part(subject), Outcome = Part(outcome),
                    PreviousHash = before.Hash,
                };
                row = row with { Hash = AuditChain.HashOf(row) };
                table.Add(row);
                head = new AnchorRecord(row.Seq, row.Hash, now);
            }
        }
        catch (Exception failure) when (failure is DbException or IOException)
        {
            throw new HoldfastException(ErrorCode.AuditNotWritten, "The audit log could not be written.", inner: failure);
        }
    }

    // A log that was lost or cut off goes on behind the anchored head: that rows are missing stays visible, and which was the first.
    private AnchorRecord Known()
    {
        if (head is not null) return head;
        var last = table.Last() is { } row ? new AnchorRecord(row.Seq, row.Hash, CatalogTime.To(row.Time)) : new AnchorRecord(0, AuditChain.Beginning, default);
        return head = anchors.Newest() is { } anchored && anchored.Seq > last.Seq ? anchored : last;
    }

    // Control characters could make a row look like several where it is printed; lone surrogates would not survive the database.
    private static string Part(string text)
    {
        var part = new StringBuilder(Math.Min(text.Length, LongestPart));
        foreach (var rune in text.EnumerateRunes())
        {
            if (part.Length >= LongestPart) break;
            part.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }
        return part.ToString();
    }
}
