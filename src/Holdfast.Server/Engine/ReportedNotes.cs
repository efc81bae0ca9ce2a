using Holdfast.Agent;
using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Server.Engine;

/// <summary>Turns the remarks of a workload into the items of a job's report.</summary>
internal sealed class ReportedNotes(IJobReport report) : IItemNotes
{
    public void Add(ItemNote note)
    {
        var (code, failed) = NoteCodes.Of(note.Kind);
        report.Item(code, note.Message, ItemPath.ToDisplay(note.Path), failed);
    }
}
