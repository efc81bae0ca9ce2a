using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Backup;
using Holdfast.Workloads.Exchange.Ese;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>Reads everything that a point's recovery needs: every page and every log by its checksums, and whether the logs make the database consistent.</summary>
internal sealed class ExchangeDrill(DrillTask task, IPointContent content)
{
    private readonly List<string> findings = [];

    public DrillOutcome Run(CancellationToken cancellation)
    {
        HeldPoint point;
        try
        {
            point = HeldPoint.Of(task.Point);
        }
        catch (WorkloadException fault) when (fault.Fault == WorkloadFault.NotRecoverable)
        {
            return new DrillOutcome(DrillDepth.Planned, false, [fault.Message], null);
        }
        findings.Add($"Chain: {string.Join(", then ", point.State.Sets.Select(ExchangeRecoveryPlanner.Text))}.");
        var files = point.Merged(content);
        task.Progress.Phase("reading the database and its logs");
        task.Progress.Expect(files.Sum(file => file.Length));
        var isSound = Read(point, files, cancellation) && Replay(point, files);
        return new DrillOutcome(DrillDepth.Read, isSound, findings, null);
    }

    private bool Read(HeldPoint point, IReadOnlyList<HeldFile> files, CancellationToken cancellation)
    {
        var isSound = true;
        foreach (var file in files)
        {
            if (Wrong(point, file, cancellation) is not { } wrong) continue;
            findings.Add($"{file.Path}: {wrong}");
            isSound = false;
        }
        if (isSound) findings.Add($"{files.Count} files were read, {files.Sum(file => file.Length)} bytes; every page and segment has its checksum.");
        return isSound;
    }

    private string? Wrong(HeldPoint point, HeldFile file, CancellationToken cancellation)
    {
        try
        {
            using var source = content.OpenRead(point.Id, file.Item);
            return VerifiedCopy.Run(source, file.Kind, bytes => task.Progress.Read(bytes.Length), cancellation);
        }
        catch (IOException error)
        {
            return error.Message;
        }
    }

    private bool Replay(HeldPoint point, IReadOnlyList<HeldFile> files)
    {
        if (files.FirstOrDefault(file => file.Kind == ExchangeFileKind.Database) is not { } database)
        {
            findings.Add("The point holds no database file.");
            return false;
        }
        try
        {
            var chain = EseLogChain.Of(point.Database(content, database), files.Where(file => file.Kind == ExchangeFileKind.Log).Select(file => point.Log(content, file)));
            findings.AddRange(chain.Problems.Concat(chain.Notes));
            if (chain.IsReplayable) findings.Add(chain.Last == 0 ? "The database was closed and needs no logs." : $"Its logs {chain.First:X} to {chain.Last:X} follow each other without a gap and hold what the database needs.");
            return chain.IsReplayable;
        }
        catch (IOException error)
        {
            findings.Add(error.Message);
            return false;
        }
    }
}
