using System.Globalization;
using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Planning;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Proves a point: reads all of it, and where PostgreSQL of its version is here, opens a copy and reads every row.</summary>
internal sealed class ClusterDrill(DrillTask task, IPointContent content, CancellationToken cancellation)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromHours(6);

    private readonly List<string> findings = [];

    public DrillOutcome Run()
    {
        var state = ClusterState.Read(task.Point.Document);
        task.Progress.Phase("reading the point");
        var check = new PointCheck(task.Point, content, task.Progress, cancellation);
        try
        {
            check.Run();
        }
        catch (Exception error) when (error is MalformedDataException or IOException)
        {
            return new DrillOutcome(DrillDepth.Planned, false, [.. check.Findings, $"The point cannot be read: {error.Message}"], null);
        }
        findings.AddRange(check.Findings);
        findings.Add(new KeptLog(task.Log, state.WalSegmentSize).WhyNotFrom(task.Point.Document, state) is { } gap
            ? $"Later moments than the point's cannot be recovered from it: {gap}." : $"The kept log goes on from the point, up to {(task.Log?.Covered is { } covered ? RecoveryPlanner.Text(covered) : task.Log?.End)}.");
        if (!check.IsSound) return new DrillOutcome(DrillDepth.Read, false, findings, null);
        var options = PostgreSqlOptions.Parse(task.Context.Options);
        if (ServerPrograms.Find(options.Programs, state.Major) is not { } programs)
        {
            findings.Add($"It was not opened: PostgreSQL {state.Major} is not installed here. Install its server programs, or name their folder with the option programs.");
            return new DrillOutcome(DrillDepth.Read, true, findings, null);
        }
        return Open(programs, state);
    }

    private DrillOutcome Open(ServerPrograms programs, ClusterState state)
    {
        var clock = task.Context.Clock;
        var began = clock.GetTimestamp();
        var folder = Path.Combine(task.Context.Scratch, "drill");
        var ask = new RecoveryAsk(RecoveryDestination.Folder, task.Point.Id, null, false, null, null, folder, false, false, []);
        var plan = new RecoveryPlanner(ask, task.Points, task.Log).Plan();
        new ClusterRecovery(new RecoveryTask(task.Context, ask, plan, task.Points, task.Log, task.Notes, task.Progress), content, cancellation).Run();
        var configuration = Directory.CreateDirectory(Path.Combine(folder, "drill")).FullName;
        // One account must be able to read all of it.
        if (Environment.IsPrivilegedProcess) LowerAccount.Take(folder);
        try
        {
            task.Progress.Phase("opening the copy");
            using var server = PrivateServer.Start(programs, Path.Combine(folder, "data"), configuration);
            var user = task.Context.Credential?.User ?? Environment.UserName;
            using (var connection = server.Open(user, clock, LongestStart, cancellation))
            {
                var time = clock.GetElapsedTime(began);
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {connection.Version} opened the copy {time.TotalSeconds:0.0} seconds after its recovery began."));
                var owner = connection.Scalar("SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin ORDER BY oid LIMIT 1") ?? user;
                task.Progress.Phase("reading every row");
                var scan = new ClusterScan(server, owner, state.Content, cancellation);
                scan.Run();
                findings.AddRange(scan.Findings);
                var isCompared = scan.IsSound && state.Content is { Count: > 0 } content && scan.Compared == content.Count;
                if (state.Content is null) findings.Add("The rows were not compared: the cluster was written to while the backup was taken, is too large for that, or its account may not read its tables.");
                return new DrillOutcome(isCompared ? DrillDepth.Compared : DrillDepth.Opened, scan.IsSound, findings, time);
            }
        }
        catch (WorkloadException error) when (error.Fault is WorkloadFault.ContentWrong or WorkloadFault.NotReachable or WorkloadFault.SignInRefused)
        {
            findings.Add(error.Message);
            return new DrillOutcome(DrillDepth.Read, false, findings, null);
        }
    }
}
