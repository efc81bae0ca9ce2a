using Dapper;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Microsoft.Data.Sqlite;

namespace Holdfast.Server.Tests.Alerts;

public sealed class RunningJobAlertTests
{
    private const string ReplicaCreation = "replicaInitializationInProgress", Verification = "verificationInProgress", Recovery = "recoveryInProgress";

    [Fact]
    public async Task ReplicaCreation_WhileItRuns_IsAnAlertAndALaterPointIsNone()
    {
        await using var server = await RunningServer.Start();
        var alert = default(AlertInfo);
        server.Engine.OnBackup = (request, report, _) =>
        {
            alert = Active(server).SingleOrDefault();
            return server.Engine.MakePoint(request, report);
        };
        var job = await server.Protect();
        Assert.Equal((ReplicaCreation, "informational", ErrorCode.ReplicaCreationInProgress, job.Source), (alert!.Type, alert.Severity, alert.Code, alert.Subject));
        Assert.Contains(server.Source, alert.Message);
        Assert.Empty(Active(server));
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Source: job.Source)));
        Assert.Null(alert);
    }

    [Fact]
    public async Task ConsistencyCheck_ThatFails_EndsItsAlert()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Protect();
        var types = new List<string>();
        server.Engine.OnBackup = (_, _, _) =>
        {
            types.AddRange(Active(server).Select(alert => $"{alert.Type} of {alert.Subject}"));
            throw new HoldfastException(ErrorCode.PathNotAccessible, "Not now.");
        };
        await server.Wait(server.Client.Check(new RunRequest(job.Source)));
        Assert.Equal([$"{Verification} of {job.Source}"], types);
        Assert.DoesNotContain(Active(server), alert => alert.Type == Verification);
    }

    [Fact]
    public async Task Verification_OfThePool_IsAnAlertOfThePool()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        var found = new List<AlertInfo>();
        server.Engine.OnVerify = _ =>
        {
            found.AddRange(Active(server));
            return new(1, 1, 1, 1, [], 0, 0);
        };
        await server.Wait(server.Client.Verify(new VerifyRequest()));
        Assert.Equal((Verification, "pool", ErrorCode.VerificationInProgress), Assert.Single(found.Select(alert => (alert.Type, alert.Subject, alert.Code))));
        Assert.Empty(Active(server));
    }

    [Fact]
    public async Task Recovery_Cancelled_EndsItsAlert()
    {
        await using var server = await RunningServer.Start();
        var backup = await server.Protect();
        using var began = new ManualResetEventSlim();
        server.Engine.OnRecover = (_, _, cancellation) =>
        {
            began.Set();
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        };
        var job = await server.Client.Recover(new RecoverRequest(backup.Source!, To: server.MakeSource("to")));
        began.Wait(RunningServer.Deadline());
        var alert = Assert.Single(Active(server));
        Assert.Equal((Recovery, ErrorCode.RecoveryInProgress, backup.Source), (alert.Type, alert.Code, alert.Subject));
        await server.Client.CancelJob(job.Id);
        await server.Wait(job);
        Assert.Empty(Active(server));
    }

    [Fact]
    public async Task ServerStoppedOrKilled_WhileAReplicaIsCreated_LeavesNoAlertOfAJobThatDoesNotRun()
    {
        await using var server = await RunningServer.Start();
        using var began = new ManualResetEventSlim();
        server.Engine.OnBackup = (_, _, cancellation) =>
        {
            began.Set();
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        };
        var job = Assert.Single((await server.Client.Protect(new ProtectRequest([server.Source]))).Jobs);
        began.Wait(RunningServer.Deadline());
        Assert.Single(Active(server));
        await server.Stop();
        Assert.Equal(0, Change(server, "SELECT COUNT(*) FROM alerts WHERE resolved IS NULL"));
        await server.Launch();
        await server.Wait(job);
        Assert.Empty(Active(server));
        await server.Stop();
        // As one that was killed leaves it.
        Change(server, "UPDATE alerts SET resolved = NULL WHERE code = 3105 AND id = (SELECT MAX(id) FROM alerts WHERE code = 3105)");
        Assert.Equal(1, Change(server, "SELECT COUNT(*) FROM alerts WHERE resolved IS NULL"));
        await server.Launch();
        Assert.Empty(Active(server));
    }

    private static List<AlertInfo> Active(RunningServer server) => [.. Task.Run(() => server.Client.Alerts()).GetAwaiter().GetResult().Alerts.Where(alert => alert.Type.EndsWith("InProgress", StringComparison.Ordinal))];

    private static long Change(RunningServer server, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(server.Data, "catalog", "holdfast.db"), Pooling = false }.ToString());
        connection.Open();
        return connection.ExecuteScalar<long>(sql);
    }
}
