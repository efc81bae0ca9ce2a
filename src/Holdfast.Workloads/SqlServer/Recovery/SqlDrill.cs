using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Media;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>Reads everything that a point's restore needs: checksums of pages, facts of headers, and the chain between them.</summary>
internal static class SqlDrill
{
    public static DrillOutcome Run(DrillTask task, IPointContent content, CancellationToken cancellation)
    {
        var findings = new List<string>();
        var sets = new PointSets(task.Points.Any(point => point.Id == task.Point.Id) ? task.Points : [.. task.Points, task.Point], task.Point.Id);
        ChainPlan chain;
        try
        {
            chain = SqlRecoveryPlanner.Chain(new RecoveryAsk(RecoveryDestination.Folder, task.Point.Id, null, false, null, null, null, false, false, []), sets);
        }
        catch (WorkloadException fault) when (fault.Fault == WorkloadFault.NotRecoverable)
        {
            return new DrillOutcome(DrillDepth.Planned, false, [$"{fault.Message} {fault.Remedy}"], null);
        }
        findings.Add($"Chain: {string.Join(", then ", chain.Sets.Select(StepText.Of))}; reaches {ReachableRange.Text(chain.Reaches)}.");
        task.Progress.Phase("reading backups");
        task.Progress.Expect(chain.Sets.Sum(set => set.Size));
        var isSound = true;
        foreach (var set in chain.Sets.DistinctBy(set => set.Id)) isSound &= Read(sets[set], content, task, findings, cancellation);
        return new DrillOutcome(DrillDepth.Read, isSound, findings, null);
    }

    private static bool Read(HeldSet held, IPointContent content, DrillTask task, List<string> findings, CancellationToken cancellation)
    {
        if (held.Set.IsShadowCopy) return ReadShadowCopy(held, content, task, findings, cancellation);
        var reports = new List<(MediaReport? Report, MalformedFileException? Malformed)>();
        foreach (var item in held.Set.Items)
        {
            try
            {
                using var stream = content.OpenRead(held.Point, item);
                reports.Add((PreviousSets.Read(stream, cancellation), null));
                task.Progress.Read(stream.Length);
            }
            catch (MalformedFileException malformed)
            {
                findings.Add($"{item}: {malformed.Message}");
                return false;
            }
            catch (IOException error)
            {
                findings.Add($"{item}: {error.Message}");
                return false;
            }
        }
        try
        {
            MediaCheck.Media(held.Set, reports, trustServer: false);
        }
        catch (WorkloadException fault)
        {
            findings.Add($"{string.Join(", ", held.Set.Items)}: {fault.Message}");
            return false;
        }
        var plain = reports.Where(report => report.Report is { Form: MediaForm.Plain }).SelectMany(report => report.Report!.Sets).ToList();
        findings.Add(plain.Count == 0 ? $"The {StepText.Of(held.Set)} was read; SQL Server compressed or encrypted it, so its pages cannot be checked here."
            : $"The {StepText.Of(held.Set)} was read: {plain.Sum(set => set.Pages.Seen)} pages, {plain.Sum(set => set.Pages.Checked)} with checksums, none damaged.");
        return true;
    }

    private static bool ReadShadowCopy(HeldSet held, IPointContent content, DrillTask task, List<string> findings, CancellationToken cancellation)
    {
        var at = "";
        try
        {
            var (seen, verified) = ShadowCheck.Run(held.Set, item => content.OpenRead(held.Point, at = item), task.Progress.Read, cancellation);
            findings.Add($"The {StepText.Of(held.Set)} was read: {seen} pages, {verified} with checksums, none damaged; the documents of its shadow copy are whole.");
            return true;
        }
        catch (Exception error) when (error is IOException or MalformedFileException)
        {
            findings.Add($"{at}: {error.Message}");
            return false;
        }
    }
}
