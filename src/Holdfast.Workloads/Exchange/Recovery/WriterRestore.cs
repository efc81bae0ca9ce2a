using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Discovery;
using Holdfast.Workloads.Exchange.State;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>Puts the backups of a point back with Exchange's writer: one session of VSS for each, and after the last the writer replays the logs.</summary>
internal sealed class WriterRestore(IShadowCopyService service, RecoveryTask task, IPointContent content, HeldPoint point, RestorePlace place)
{
    /// <param name="givesWay">Files that are not written, because what is there is more.</param>
    public void Run(Func<HeldFile, bool> givesWay, CancellationToken cancellation)
    {
        var files = new FileReturn(service.Files, task, content, point.Id);
        foreach (var set in point.State.Sets)
        {
            task.Progress.Phase($"restoring the {ExchangeRecoveryPlanner.Text(set)}");
            Restore(set, () =>
            {
                foreach (var file in point.Files(content, set))
                    if (!givesWay(file)) files.Copy(file, place.PathOf(file), cancellation);
            }, cancellation);
        }
    }

    private void Restore(ExchangeSet set, Action copy, CancellationToken cancellation)
    {
        var items = new ExchangeItems(set.Folder);
        var document = Text(items.Components);
        var chosen = VssDocuments.ReadComponents(document).Writers.Where(writer => writer.Writer == ExchangeDatabases.Writer).SelectMany(writer => writer.Components).ToList();
        if (chosen.Count == 0) throw new WorkloadException(WorkloadFault.ContentWrong, $"The document of {set.Folder} names nothing of Exchange.", "Choose another point.");
        var known = VssDocuments.ReadWriter(Text(items.Writer)).Components;
        var more = set != point.State.Sets[^1] || task.Ask.LeaveRestoring;
        var request = new RestoreRequest(document, [.. chosen.Select(component => Component(component, known, more))])
        {
            Check = Check, Note = note => task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, note)), Copy = copy,
        };
        RestoreSession.Run(service, request, task.Context.Clock, cancellation);
    }

    private RestoredComponent Component(ChosenComponent chosen, IReadOnlyList<WriterComponent> known, bool more)
    {
        var files = known.Where(component => component.Path.Equals(chosen.Path) || component.Path.IsBeneath(chosen.Path)).SelectMany(component => component.Files);
        return new RestoredComponent(new ComponentId(ExchangeDatabases.Writer, Guid.Empty, chosen.Kind, chosen.Path), [], place.Targets(files), place.Options, more);
    }

    private static void Check(IReadOnlyList<WriterMetadata> writers)
    {
        if (writers.All(writer => writer.Writer != ExchangeDatabases.Writer))
            throw new WorkloadException(WorkloadFault.NotPossible, "Microsoft Exchange Writer is not among the writers of this computer.", "Recover on the mailbox server, with the service Microsoft Exchange Information Store running; or recover to a folder.");
    }

    private string Text(string item)
    {
        using var reader = new StreamReader(content.OpenRead(point.Id, item), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
