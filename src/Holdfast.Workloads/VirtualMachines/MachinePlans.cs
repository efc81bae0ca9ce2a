using System.Globalization;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>What recoveries of all machines have in common: which point, and what of it. Decided from documents alone.</summary>
internal static class MachinePlans
{
    /// <summary>The point that is asked for: by its id, the newest up to a time, or the newest.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>.</exception>
    public static (PointDocument Point, MachineState State) Choose(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        var point = ask.Point is { } id ? points.FirstOrDefault(point => point.Id == id)
            : points.Where(point => ask.Time is not { } time || point.Document.Consistent <= time).MaxBy(point => point.Document.Consistent);
        if (point is null)
        {
            var first = points.Count == 0 ? null : points.Min(candidate => candidate.Document.Consistent).UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
            throw new WorkloadException(WorkloadFault.NotRecoverable, ask.Point is { } gone ? $"Point {gone} is not there." : first is null ? "There is no recovery point." : $"There is no recovery point that old: the first is of {first}.", "Choose another point.");
        }
        return (point, MachineState.Read(point.Document));
    }

    /// <summary>Plan of single items, or of everything in files, to a folder.</summary>
    /// <exception cref="WorkloadException">An item is not one, or no folder is named.</exception>
    public static RecoveryPlan ToFolder(RecoveryAsk ask, PointDocument point, MachineState state)
    {
        if (ask.Folder is null) throw new WorkloadException(WorkloadFault.NotRecoverable, "No folder is named.", "Name the folder that the recovery writes to.");
        if (ask.Items.Count == 0) return new RecoveryPlan([new PlannedPart(point.Id, [])], point.Document.Consistent, [$"Write {state.Disks.Count} disks and the configuration of {state.Name} to {ask.Folder}."], Exclusions(state));
        var paths = ask.Items.Select(item => MachineItemPath.Parse(item, state)).ToList();
        var parts = paths.Select(path => path.Disk?.Path ?? path.Text).Distinct(StringComparer.Ordinal).ToList();
        return new RecoveryPlan([new PlannedPart(point.Id, parts)], point.Document.Consistent, [.. paths.Select(path => $"Write {path.Text} to {ask.Folder}.")], paths.Any(path => path.Inside is null) ? Exclusions(state) : []);
    }

    /// <summary>What a recovered guest does not find as it was.</summary>
    public static IReadOnlyList<string> Exclusions(MachineState state) =>
        [.. state.Exclusions.Select(file => $"{file.Path} on {file.Disk} is empty: the point leaves it out, and the guest makes it anew.")];
}
