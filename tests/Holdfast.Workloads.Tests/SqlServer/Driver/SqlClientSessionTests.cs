using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.Tests.SqlServer.Driver;

/// <summary>The real client against a stand-in that speaks its protocol, in a program without culture data, as the product is.</summary>
public sealed class SqlClientSessionTests
{
    private static readonly Guid Id = new("6b1d4c0e-0f4f-4a6d-9d5b-0f6a2f3c9e01");

    [Fact]
    public void Query_OfRows_ReadsTextNumbersIdsAndTimes()
    {
        using var server = new TdsStandIn(_ => [.. TdsStandIn.Row("34000000016800001", 7, Id, new DateTime(2026, 3, 1, 12, 0, 5)), .. TdsStandIn.Done(0x10)]);
        using var session = Open(server);
        var row = Assert.Single(session.Query(new SqlStatement("SELECT 1"), CancellationToken.None));
        Assert.Equal(("34000000016800001", 7, Id), (row.Lsn("text").ToString(), row.Int("NUMBER"), row.Id("id")));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 5, TimeSpan.FromHours(1)), row.Time("time", 60));
    }

    [Fact]
    public void Query_WithParameters_SendsThemApart()
    {
        using var server = new TdsStandIn(_ => [.. TdsStandIn.Row("x", 1, Id, new DateTime(2026, 3, 1)), .. TdsStandIn.Done(0x10)]);
        using var session = Open(server);
        Assert.Single(session.Query(FactStatements.Database("it's [mine]"), CancellationToken.None));
        var sent = Assert.Single(server.Statements);
        Assert.Contains("@name", sent);
        Assert.DoesNotContain("'it's", sent);
    }

    [Fact]
    public void Execute_WithPercentMessages_TellsThemInOrder()
    {
        using var server = new TdsStandIn(_ => [.. TdsStandIn.Info(3211, "5 percent processed."), .. TdsStandIn.Info(4035, "Processed 328 pages for database 'Sales'."), .. TdsStandIn.Info(3211, "100 percent processed."), .. TdsStandIn.Done()]);
        using var session = Open(server);
        var percents = new List<int>();
        session.Execute(new SqlStatement("BACKUP DATABASE [Sales] TO …"), percents.Add, CancellationToken.None);
        Assert.Equal([5, 100], percents);
    }

    [Fact]
    public void Execute_Error_HasItsNumbersAndNoSecret()
    {
        var statement = CredentialStatements.Create("s3://backup.example.com/b1", "AKID", "S3cret99");
        using var server = new TdsStandIn(_ => [.. TdsStandIn.Error(102, "Incorrect syntax near 'S3cret99'."), .. TdsStandIn.Error(3013, "BACKUP DATABASE is terminating abnormally."), .. TdsStandIn.Done(2)]);
        using var session = Open(server);
        var failure = Assert.Throws<SqlFailure>(() => session.Execute(statement, null, CancellationToken.None));
        Assert.Equal([102, 3013], failure.Numbers);
        Assert.Contains("terminating abnormally", failure.Message);
        Assert.DoesNotContain("S3cret99", failure.ToString());
    }

    [Fact]
    public void Execute_Cancelled_TellsTheServerAndTheSessionGoesOn()
    {
        using var server = new TdsStandIn(text => text.Contains("BACKUP") ? null : [.. TdsStandIn.Done()]);
        using var session = Open(server);
        using var stop = new CancellationTokenSource();
        using var started = new Timer(_ => { server.Started.Wait(); stop.Cancel(); }, null, 0, Timeout.Infinite);
        Assert.ThrowsAny<OperationCanceledException>(() => session.Execute(new SqlStatement("BACKUP DATABASE [Sales] TO …"), null, stop.Token));
        Assert.Equal(1, server.Attentions);
        session.Execute(new SqlStatement("DROP CREDENTIAL x"), null, CancellationToken.None);
    }

    [Fact]
    public void Open_SignInRefused_IsThatFault()
    {
        using var server = new TdsStandIn(_ => []) { RefuseSignIn = true };
        Assert.Equal(WorkloadFault.SignInRefused, SqlFaults.Translate(Assert.Throws<SqlFailure>(() => Open(server))).Fault);
    }

    [Fact]
    public void Open_EncryptionThatTheServerDoesNotHave_IsRefused()
    {
        using var server = new TdsStandIn(_ => []);
        Assert.Throws<SqlFailure>(() => Open(server, SqlEncryption.Mandatory));
    }

    private static ISqlSession Open(TdsStandIn server, SqlEncryption encryption = SqlEncryption.Optional) =>
        new SqlClientSessions().Open(new SqlAddress("127.0.0.1", server.Port, null, null), new SqlOptions { Encryption = encryption }, new WorkloadCredential("sa", "Passw0rd-Passw0rd"), CancellationToken.None);
}
