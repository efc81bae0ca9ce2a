using Holdfast.Testing.SqlServer.Tds;
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
        using var server = new TdsServer(_ => Row("34000000016800001", 7, Id, new DateTime(2026, 3, 1, 12, 0, 5)));
        using var session = Open(server);
        var row = Assert.Single(session.Query(new SqlStatement("SELECT 1"), CancellationToken.None));
        Assert.Equal(("34000000016800001", 7, Id), (row.Lsn("text").ToString(), row.Int("NUMBER"), row.Id("id")));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 5, TimeSpan.FromHours(1)), row.Time("time", 60));
    }

    [Fact]
    public void Query_WithParameters_SendsThemApart()
    {
        using var server = new TdsServer(_ => Row("x", 1, Id, new DateTime(2026, 3, 1)));
        using var session = Open(server);
        Assert.Single(session.Query(FactStatements.Database("it's [mine]"), CancellationToken.None));
        var sent = Assert.Single(server.Requests);
        Assert.Contains("@name", sent.Text);
        Assert.DoesNotContain("it's", sent.Text);
        Assert.Equal("it's [mine]", sent.Parameters["@name"]);
    }

    [Fact]
    public void Execute_WithPercentMessages_TellsThemInOrder()
    {
        using var server = new TdsServer(_ => [.. TdsTokens.Info(3211, "5 percent processed."), .. TdsTokens.Info(4035, "Processed 328 pages for database 'Sales'."), .. TdsTokens.Info(3211, "100 percent processed."), .. TdsTokens.Done()]);
        using var session = Open(server);
        var percents = new List<int>();
        session.Execute(new SqlStatement("BACKUP DATABASE [Sales] TO …"), percents.Add, CancellationToken.None);
        Assert.Equal([5, 100], percents);
    }

    [Fact]
    public void Execute_Error_HasItsNumbersAndNoSecret()
    {
        var statement = CredentialStatements.Create("s3://backup.example.com/b1", "AKID", "S3cret99");
        using var server = new TdsServer(_ => [.. TdsTokens.Error(102, "Incorrect syntax near 'S3cret99'."), .. TdsTokens.Error(3013, "BACKUP DATABASE is terminating abnormally."), .. TdsTokens.Done(TdsTokens.WithError)]);
        using var session = Open(server);
        var failure = Assert.Throws<SqlFailure>(() => session.Execute(statement, null, CancellationToken.None));
        Assert.Equal([102, 3013], failure.Numbers);
        Assert.Contains("terminating abnormally", failure.Message);
        Assert.DoesNotContain("S3cret99", failure.ToString());
    }

    [Fact]
    public void Execute_Cancelled_TellsTheServerAndTheSessionGoesOn()
    {
        using var server = new TdsServer(request => request.Text.Contains("BACKUP") ? null : [.. TdsTokens.Done()]);
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
        using var server = new TdsServer(_ => []) { Account = ("sa", "another") };
        Assert.Equal(WorkloadFault.SignInRefused, SqlFaults.Translate(Assert.Throws<SqlFailure>(() => Open(server))).Fault);
    }

    [Fact]
    public void Open_EncryptionThatTheServerDoesNotHave_IsRefused()
    {
        using var server = new TdsServer(_ => []);
        Assert.Throws<SqlFailure>(() => Open(server, SqlEncryption.Mandatory));
    }

    [Fact]
    public void Open_CertificateThatNobodyVouchesFor_IsRefused()
    {
        using var certificate = new LocalCertificate();
        using var server = new TdsServer(_ => TdsTokens.Done()) { Certificate = certificate.Certificate };
        var fault = SqlFaults.Translate(Assert.Throws<SqlFailure>(() => Open(server, SqlEncryption.Mandatory)));
        Assert.Equal(WorkloadFault.NotReachable, fault.Fault);
        Assert.Contains("chain validation", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Query_EncryptedWithACertificateTakenUnchecked_ReadsALongAnswer()
    {
        using var certificate = new LocalCertificate();
        var rows = Enumerable.Range(0, 1000).Select(number => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["number"] = number, ["text"] = $"row {number}" }).ToList();
        using var server = new TdsServer(_ => [.. TdsTokens.Rows(rows), .. TdsTokens.Done(TdsTokens.WithCount)]) { Certificate = certificate.Certificate };
        using var session = Open(server, SqlEncryption.Mandatory, trust: true);
        Assert.Equal("row 999", session.Query(new SqlStatement("SELECT 1"), CancellationToken.None)[^1].Text("text"));
        Assert.Equal(1, server.EncryptedConnections);
    }

    private static byte[] Row(string text, int number, Guid id, DateTime time) =>
        [.. TdsTokens.Rows([new Dictionary<string, object?> { ["text"] = text, ["number"] = number, ["id"] = id, ["time"] = time }]), .. TdsTokens.Done(TdsTokens.WithCount)];

    private static ISqlSession Open(TdsServer server, SqlEncryption encryption = SqlEncryption.Optional, bool trust = false) =>
        new SqlClientSessions().Open(new SqlAddress("127.0.0.1", server.Port, null, null), new SqlOptions { Encryption = encryption, TrustServerCertificate = trust }, new WorkloadCredential("sa", "Passw0rd-Passw0rd"), CancellationToken.None);
}
