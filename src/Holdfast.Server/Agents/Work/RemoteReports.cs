using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Remote;

namespace Holdfast.Server.Agents.Work;

/// <summary>Turns what an agent reports of one attempt into the job's own report. Counters are absolute and notes have positions, so a message that comes twice changes nothing.</summary>
internal sealed class RemoteReports(IJobReport report, IRemoteBackup? backup)
{
    private const int LongestItem = 64 << 10;
    private ulong notesKnown;

    internal void Take(JobProgress progress)
    {
        var counters = report.Progress;
        counters.Phase = Failures.Cut(progress.Phase);
        Set(ref counters.Items, progress.Items);
        Set(ref counters.ItemsFailed, progress.ItemsFailed);
        Set(ref counters.ItemsTotal, progress.ItemsTotal);
        Set(ref counters.BytesRead, progress.BytesRead);
        Set(ref counters.BytesTotal, progress.BytesTotal);
        Set(ref counters.BytesChanged, progress.BytesChanged);
        var known = Math.Clamp(progress.BytesDeduplicated, 0, long.MaxValue / 2);
        Set(ref counters.BytesDeduplicated, known + (backup?.BytesDeduplicated ?? 0));
    }

    internal void Take(JobNotes notes)
    {
        for (var i = 0; i < notes.Notes.Count; i++)
        {
            if (notes.First + (ulong)i < notesKnown) continue;
            var note = notes.Notes[i];
            var path = note.Item.Span[..Math.Min(note.Item.Length, LongestItem)].ToArray();
            report.Item((ErrorCode)(int)Math.Min(note.Code, int.MaxValue), Failures.Cut(note.Message), ItemPath.ToDisplay(path), note.Failed);
            notesKnown = notes.First + (ulong)i + 1;
        }
    }

    private static void Set(ref long counter, long value) => Interlocked.Exchange(ref counter, Math.Max(value, 0));
}
