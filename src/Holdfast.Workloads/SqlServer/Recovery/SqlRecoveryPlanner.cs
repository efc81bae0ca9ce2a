using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>Plans recoveries from documents alone.</summary>
internal static class SqlRecoveryPlanner
{
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>.</exception>
    public static ChainPlan Chain(RecoveryAsk ask, PointSets sets)
    {
        if (ask.Items.Count > 0) throw new WorkloadException(WorkloadFault.NotPossible, "Single items of a SQL Server database cannot be recovered.", "Recover the database under another name, and take from it what is needed.");
        var target = Target(ask, sets);
        var answer = new ChainPlanner(sets.Sets).Plan(target);
        return answer.Plan ?? throw new WorkloadException(WorkloadFault.NotRecoverable, $"That cannot be recovered: {answer.Refusal!.Reason}.", answer.Refusal.Remedy((target as RestoreTarget.Moment)?.Time));
    }

    public static RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        if (ask is { Destination: RecoveryDestination.Instance, Address: { } instance }) _ = SqlAddress.ParseInstance(instance);
        var sets = new PointSets(points, ask.Point);
        var chain = Chain(ask, sets);
        return new RecoveryPlan(Parts(chain, sets), chain.Reaches.ToUniversalTime(), Steps(ask, chain, sets), [.. chain.Warnings, .. Losses(ask, chain), .. sets.Unreadable]);
    }

    /// <summary>Name of the database where it is recovered to.</summary>
    public static string Name(RecoveryAsk ask, PointSets sets) => ask.NewName ?? sets.Newest?.Database ?? "";

    private static RestoreTarget Target(RecoveryAsk ask, PointSets sets)
    {
        if (ask.Time is { } time) return new RestoreTarget.Moment(time);
        if (ask.Latest || ask.Point is null) return new RestoreTarget.Newest();
        return sets.State(ask.Point) is { } state ? new RestoreTarget.EndOf(state.Sets[^1].Id)
            : throw new WorkloadException(WorkloadFault.NotRecoverable, $"Point {ask.Point} is not there, or what it says of itself cannot be read.", "Choose another point.");
    }

    private static List<PlannedPart> Parts(ChainPlan chain, PointSets sets)
    {
        var parts = new List<PlannedPart>();
        foreach (var held in chain.Sets.DistinctBy(set => set.Id).Select(set => sets[set]))
        {
            if (parts.Count > 0 && parts[^1].Point == held.Point) parts[^1] = parts[^1] with { Paths = [.. parts[^1].Paths, .. held.Set.Items] };
            else parts.Add(new PlannedPart(held.Point, held.Set.Items));
        }
        return parts;
    }

    private static List<string> Steps(RecoveryAsk ask, ChainPlan chain, PointSets sets)
    {
        var steps = new List<string>();
        var name = Name(ask, sets);
        if (ask.Destination == RecoveryDestination.Folder)
            return [.. chain.Sets.Select(set => $"Write the {StepText.Of(set)} to {ask.Folder}."), "Write README.txt and restore.sql with the statements that restore them."];
        if (ask.Destination == RecoveryDestination.Original)
        {
            steps.Add($"If {name} is open: end its connections.");
            if (chain.Full.Model != RecoveryModel.Simple) steps.Add($"If {name} is there and has a log: back up its tail, WITH NORECOVERY{(ask.Latest ? "; it is applied at the end" : "; it is kept for the next recovery point")}.");
        }
        else if (ask.NewName is not null || ask.Folder is not null) steps.Add($"Give the files of {name} names and places of their own.");
        steps.AddRange(chain.Sets.Select(set => $"Restore the {StepText.Of(set)}, WITH NORECOVERY{(set.Kind == BackupSetKind.Log && chain.StopAt is { } time ? $", STOPAT {ReachableRange.Text(time)}" : "")}."));
        steps.Add(ask.LeaveRestoring ? $"Leave {name} restoring, so that more logs can follow." : $"Open {name}, WITH RECOVERY.");
        return steps;
    }

    private static IEnumerable<string> Losses(RecoveryAsk ask, ChainPlan chain)
    {
        if (ask.Destination != RecoveryDestination.Original) yield break;
        if (!ask.Latest) yield return $"What was committed after {ReachableRange.Text(chain.Reaches)} is no longer in the database.";
        yield return "A new recovery path begins: the next backup is a full one.";
    }
}
