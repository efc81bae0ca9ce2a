using Holdfast.Agent.Applications;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Logs;
using Holdfast.Protection.Retention;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Jobs;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Decides what a recovery of an application reads: from documents alone, with the log that reaches what is wanted.</summary>
internal static class RecoveryPlanner
{
    /// <summary>Stands for whatever folder, where only what can be reached is asked.</summary>
    private static readonly string anyFolder = Path.DirectorySeparatorChar + "recovered";

    /// <summary>What somebody wants back, as a workload is asked for it.</summary>
    internal static RecoveryAsk Ask(JobArguments arguments)
    {
        var wanted = arguments.Application ?? new ApplicationRecovery();
        return new RecoveryAsk(
            Enum.Parse<RecoveryDestination>(wanted.Destination, ignoreCase: true), arguments.RecoveryPoint, wanted.Time, wanted.Latest, wanted.Instance, wanted.NewName, arguments.To,
            wanted.Overwrite, wanted.LeaveRestoring, arguments.Items ?? []);
    }

    /// <summary>The point and moment that a text means.</summary>
    /// <returns>The point's id, or a time, or as far as the log goes.</returns>
    internal static (string? Point, DateTimeOffset? Time, bool Latest) Meant(string at, IWorkload workload, IReadOnlyList<PointDocument> points)
    {
        var held = points.Select(point => new HeldPoint(point.Id, "", point.Created)).ToList();
        if (points.Any(point => point.Id == at)) return (at, null, false);
        if (workload.Traits.PointInTime)
        {
            if (string.Equals(at, PointChoice.Latest, StringComparison.OrdinalIgnoreCase)) return (null, null, true);
            if (PointChoice.TryTime(at, out var time)) return (null, time, false);
        }
        return PointChoice.Choose(held, at) is { } chosen ? (chosen.Id, null, false)
            : throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"There is no recovery point '{at}' of it there.");
    }

    /// <summary>The plan, and the log that it goes by: the one that goes on where it leads there, otherwise an older one. A point that ends soon after the moment stands in only where none leads there.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ApplicationNotRecoverable"/>.</exception>
    internal static (RecoveryPlan Plan, KeptLog? Log) Plan(IWorkload workload, RecoveryAsk ask, ApplicationState state)
    {
        if (state.Points.Count == 0) throw new HoldfastException(ErrorCode.NoRecoveryPoint, "There is no recovery point of it there.");
        WorkloadException? first = null;
        (RecoveryPlan, KeptLog?)? soon = null;
        foreach (var log in state.Logs.Cast<KeptLog?>().DefaultIfEmpty())
        {
            try
            {
                var plan = workload.Plan(ask, state.Points, log?.State);
                if (ask.Time is null || plan.Reaches <= ask.Time) return (plan, log);
                soon ??= (plan, log);
            }
            catch (WorkloadException refusal) when (refusal.Fault == WorkloadFault.NotRecoverable)
            {
                first ??= refusal;
            }
            catch (WorkloadException refusal)
            {
                throw ApplicationFaults.ToError(refusal);
            }
        }
        return soon ?? throw ApplicationFaults.ToError(first!);
    }

    internal static bool Reaches(IWorkload workload, DateTimeOffset time, ApplicationState state)
    {
        try
        {
            _ = Plan(workload, new RecoveryAsk(RecoveryDestination.Folder, null, time, false, null, null, anyFolder, false, false, []), state);
            return true;
        }
        catch (HoldfastException refusal) when (refusal.Code == ErrorCode.ApplicationNotRecoverable)
        {
            return false;
        }
    }

    /// <summary>Which moments can be reached.</summary>
    internal static IReadOnlyList<ReachableRange> Ranges(IWorkload workload, ApplicationState state)
    {
        if (state.Points.Count == 0) return [];
        var ends = state.Logs.Select(log => log.State.Covered).OfType<DateTimeOffset>().Where(end => end > state.Points[0].Document.Consistent);
        var moments = state.Points.Select(point => point.Document.Consistent).Concat(ends).ToList();
        return ReachableRanges.Of(moments, time => workload.Traits.PointInTime && Reaches(workload, time, state));
    }

    internal static RecoveryPlanInfo Show(string sourceId, string kind, RecoveryPlan plan) => new(
        sourceId, kind, plan.Parts.LastOrDefault(part => part.Point is not null)?.Point, plan.Reaches, [.. plan.Parts.Select(part => new PlannedPartInfo(part.Point, part.Paths))],
        plan.Steps, plan.Warnings);
}
