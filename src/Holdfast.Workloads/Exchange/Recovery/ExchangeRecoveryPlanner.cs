using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.State;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>Plans recoveries from documents alone.</summary>
internal static class ExchangeRecoveryPlanner
{
    public static RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        var point = HeldPoint.Choose(ask, points);
        if (ask.Destination == RecoveryDestination.Folder || (ask.Destination == RecoveryDestination.Instance && ask.NewName is null)) Folder(ask);
        var sets = point.State.Sets;
        return new RecoveryPlan([new PlannedPart(point.Id, [.. sets.Select(set => set.Folder)])], sets[^1].Taken.ToUniversalTime(), [.. Steps(ask, point.State)], [.. Warnings(ask, point.State)]);
    }

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>: none is named.</exception>
    public static string Folder(RecoveryAsk ask) => ask.Folder ?? throw new WorkloadException(WorkloadFault.OptionWrong, "A recovery beside the database needs a folder, or the name of a recovery database.", "Name a folder that is empty, or a recovery database that is there (--name).");

    /// <summary>As people read it.</summary>
    public static string Text(ExchangeSet set)
    {
        var taken = set.Taken.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return set.IsFull ? $"{(set.IsCopy ? "copy" : "full backup")} of {taken}" : $"logs {set.FirstLog:X} to {set.LastLog:X} of {taken}";
    }

    private static IEnumerable<string> Steps(RecoveryAsk ask, ExchangeState state)
    {
        if (ask.Destination == RecoveryDestination.Folder)
        {
            foreach (var set in state.Sets) yield return $"Write the {Text(set)} to {ask.Folder}.";
            yield return "Write README.txt, which says how they are replayed.";
            yield break;
        }
        var isInto = ask is { Destination: RecoveryDestination.Instance, NewName: not null };
        if (ask.Destination == RecoveryDestination.Instance && !isInto)
        {
            yield return $"Write the database and its logs to {ask.Folder}, all into that folder.";
            yield return "By hand, as the job's notes say: replay the logs, make a recovery database of it, mount it.";
            yield break;
        }
        var target = isInto ? ask.NewName : state.Name;
        foreach (var set in state.Sets) yield return $"Have Microsoft Exchange Writer prepare {target}, put back the {Text(set)}{(set == state.Sets[^1] && !ask.LeaveRestoring ? ", and have the writer replay all logs" : "")}.";
        yield return $"By hand: mount {target}.";
    }

    private static IEnumerable<string> Warnings(RecoveryAsk ask, ExchangeState state)
    {
        if (ask is { Destination: RecoveryDestination.Instance, NewName: { } name }) yield return $"{name} must be a recovery database that is there and dismounted; what it holds is replaced.";
        if (ask.Destination != RecoveryDestination.Original) yield break;
        yield return $"{state.Name} must be dismounted, and marked to be overwritten by a restore (Set-MailboxDatabase -AllowFileRestore $true).";
        yield return ask.Latest ? "Logs that are in the database's folder and go on from the point are replayed as well." : $"What was received after {state.Sets[^1].Taken.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)} is no longer in the database.";
        yield return "In an availability group the active copy is restored, and the others are seeded anew.";
    }
}
