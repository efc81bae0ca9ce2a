using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint.Backup;
using Holdfast.Workloads.SharePoint.Points;

namespace Holdfast.Workloads.SharePoint.Recovery;

/// <summary>Carries a plan out as far as databases go; what SharePoint itself must do is left to whoever administers it, in the plan's words.</summary>
internal sealed class FarmRecovery(IWorkload databases, RecoveryTask task, IPointContent content)
{
    public RecoveryOutcome Run(CancellationToken cancellation)
    {
        var chosen = new ChosenParts(task.Ask, task.Points, databases.Kind);
        var (planner, options) = (new FarmPlanner(databases), SharePointOptions.Read(task.Context.Options));
        var (notes, reached) = (new List<string>(), new List<DateTimeOffset>());
        foreach (var part in chosen.Parts)
        {
            var outcome = Recover(part, chosen, planner.PlanOf(part, chosen), options, cancellation);
            reached.Add(outcome.Reached);
            notes.AddRange(outcome.Notes.Select(note => $"{part.Database.Name}: {note}"));
        }
        if (task.Ask.Destination != RecoveryDestination.Folder) notes.Add("What is to be done in SharePoint stands in the plan's steps.");
        return new RecoveryOutcome(reached.Min(), notes);
    }

    private RecoveryOutcome Recover(FarmPart part, ChosenParts chosen, RecoveryPlan plan, SharePointOptions options, CancellationToken cancellation)
    {
        task.Progress.Phase($"{part.Database.Name} on {part.Database.Server}");
        var (points, folders) = chosen.Of(part);
        var context = DatabaseContext.Of(task.Context, options, task.Ask is { Destination: RecoveryDestination.Instance, Address: { } address } ? address : part.Database.Address, part.Folder);
        var root = task.Ask.Destination == RecoveryDestination.Folder ? task.Ask.Folder : null;
        try
        {
            return databases.Recover(new RecoveryTask(context, chosen.AskOf(part), plan, points, null, task.Notes, task.Progress), new PartContent(content, folders, root), cancellation);
        }
        catch (WorkloadException fault)
        {
            throw new WorkloadException(fault.Fault, $"{part.Database.Name} on {part.Database.Server}: {fault.Message}", $"{fault.Remedy} Databases before it in the plan are recovered.", fault);
        }
    }
}
