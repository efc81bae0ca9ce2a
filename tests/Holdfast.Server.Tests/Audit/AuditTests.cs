using System.Net;
using System.Text.Json;
using Dapper;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Hosting;
using Holdfast.Server.Tests.Accounts;
using Microsoft.Data.Sqlite;

namespace Holdfast.Server.Tests.Audit;

public sealed class AuditTests
{
    [Fact]
    public async Task Requests_ThatChangeSomethingOrAreRefused_HaveTheirRow()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        await server.Client.CreateGroup(new CreateGroupRequest("Files"));
        await Assert.ThrowsAsync<HoldfastException>(() => server.Client.CreateGroup(new CreateGroupRequest("Files")));
        await server.Client.Status();
        using var reader = await server.Account("anna", RoleNames.Reader);
        await Assert.ThrowsAsync<HoldfastException>(() => reader.Audit.List());
        await Assert.ThrowsAsync<HoldfastException>(() => server.SignIn("anna", "wrong password"));
        await Assert.ThrowsAsync<HoldfastException>(() => server.As("stolen").Shutdown());

        var rows = (await server.Client.Audit.List()).Entries.Reverse().Select(row => (row.Actor, row.Action, row.Subject, row.Outcome)).ToList();
        Assert.Equal(
        [
            ("local", "POST groups", "Files", "ok"),
            ("local", "POST groups", "Files", "137"),
            ("local", "POST pin", "pin", "ok"),
            ("local", "POST accounts", "anna", "ok"),
            ("anna", "POST session", "anna from 127.0.0.1", "ok"),
            ("anna", "GET audit", "audit?limit=1000", "400003"),
            ("anonymous", "POST session", "anna from 127.0.0.1", "400650"),
            ("anonymous", "POST (no route)", "shutdown", "400002"),
        ], rows);
        Assert.Equal(rows.Count, (await server.Client.Audit.Verify()).Rows);
    }

    [Fact]
    public async Task List_Filters()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        foreach (var name in (string[])["Files", "Mail 100%", "Mail 1000"]) await server.Client.CreateGroup(new CreateGroupRequest(name.Replace("%", "a")));
        await server.Client.DeleteGroup("Files");
        Assert.Equal("DELETE groups/{group}", Assert.Single((await server.Client.Audit.List(text: "delete GROUPS")).Entries).Action);
        Assert.Equal(2, (await server.Client.Audit.List(text: "mail")).Entries.Count);
        Assert.Empty((await server.Client.Audit.List(text: "100%")).Entries);
        Assert.Empty((await server.Client.Audit.List(actor: "nobody")).Entries);
        Assert.Empty((await server.Client.Audit.List(to: TimeProvider.System.GetUtcNow().AddHours(-1))).Entries);
        var newest = await server.Client.Audit.List(limit: 1);
        Assert.True(newest.Truncated);
        Assert.StartsWith("DELETE", Assert.Single(newest.Entries).Action);
    }

    [Theory]
    [InlineData("UPDATE audit_log SET actor = 'somebody else' WHERE seq = 3", 3)]
    [InlineData("UPDATE audit_log SET outcome = '5' WHERE seq = 1", 1)]
    [InlineData("DELETE FROM audit_log WHERE seq = 4", 4)]
    [InlineData("DELETE FROM audit_log WHERE seq <= 2", 1)]
    [InlineData("UPDATE audit_log SET seq = -1 WHERE seq = 2; UPDATE audit_log SET seq = 2 WHERE seq = 3; UPDATE audit_log SET seq = 3 WHERE seq = -1", 2)]
    [InlineData("UPDATE audit_log SET seq = seq - 1 WHERE seq > 1000; DELETE FROM audit_log WHERE seq = 6", 6)]
    [InlineData("DELETE FROM audit_log WHERE seq >= 4", 4)]
    [InlineData("DELETE FROM audit_log", 1)]
    public async Task Verify_AfterTheDatabaseWasChanged_NamesTheFirstBadRow(string tampering, long expected)
    {
        await using var server = await RunningServer.Start();
        for (var i = 0; i < 6; i++) await server.Client.CreateGroup(new CreateGroupRequest($"Group {i}"));
        Assert.True((await server.Client.Audit.Verify()).Intact);
        await server.Stop();
        Change(server, tampering);
        await server.Launch();
        var found = await server.Client.Audit.Verify();
        Assert.Equal((false, expected), (found.Intact, found.FirstBad));
        Assert.Contains($"Row {expected}", found.Finding);

        // Rows that come later do not hide it.
        await server.Client.CreateGroup(new CreateGroupRequest("Later"));
        Assert.Equal(expected, (await server.Client.Audit.Verify()).FirstBad);
    }

    [Fact]
    public async Task Verify_AfterTheWholeChainWasWrittenAnew_IsFoundByTheAnchor()
    {
        await using var server = await RunningServer.Start();
        for (var i = 0; i < 3; i++) await server.Client.CreateGroup(new CreateGroupRequest($"Group {i}"));
        await server.Stop();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "catalog", "holdfast.db")}"))
        {
            var previous = Holdfast.Server.Audit.AuditChain.Beginning;
            foreach (var row in connection.Query<Holdfast.Server.Audit.AuditRow>("SELECT seq, time, actor, action, subject, outcome FROM audit_log ORDER BY seq").ToList())
            {
                var forged = row with { Actor = "somebody else", PreviousHash = previous };
                previous = Holdfast.Server.Audit.AuditChain.HashOf(forged);
                connection.Execute("UPDATE audit_log SET actor = @Actor, previous_hash = @PreviousHash, hash = @Hash WHERE seq = @Seq", forged with { Hash = previous });
            }
        }
        await server.Launch();
        var found = await server.Client.Audit.Verify();
        Assert.Equal((false, 3L), (found.Intact, found.FirstBad));
        Assert.Contains("anchored", found.Finding);
    }

    [Fact]
    public async Task Verify_OverRestarts_IsIntactAndKeepsItsAnchors()
    {
        await using var server = await RunningServer.Start();
        for (var i = 0; i < 3; i++)
        {
            await server.Client.CreateGroup(new CreateGroupRequest($"Group {i}"));
            await server.Restart();
        }
        var found = await server.Client.Audit.Verify();
        Assert.Equal((true, 3L), (found.Intact, found.Rows));
        Assert.Contains(server.Pool.Descriptions, entry => entry.Key.Kind == "audit-head" && JsonDocument.Parse(entry.Value).RootElement.GetProperty("seq").GetInt64() == 3);
    }

    [Fact]
    public async Task AuditDays_OlderRows_AreRemovedAndTheRestStaysVerifiable()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.Start(time, settings: """{ "auditDays": 30 }""");
        for (var i = 0; i < 3; i++) await server.Client.CreateGroup(new CreateGroupRequest($"Old {i}"));
        time.Advance(TimeSpan.FromDays(20));
        await server.Client.CreateGroup(new CreateGroupRequest("Newer"));
        for (var hours = 0; hours < 24 * 15; hours += 12) time.Advance(TimeSpan.FromHours(12));
        var rows = (await server.Client.Audit.List()).Entries;
        Assert.Equal([("server", "audit.trim", "rows up to 3"), ("local", "POST groups", "Newer")], rows.Select(row => (row.Actor, row.Action, row.Subject)));
        var found = await server.Client.Audit.Verify();
        Assert.True(found.Intact, found.Finding);
        Assert.Equal(2, found.Rows);
    }

    [Fact]
    public async Task Request_WhoseRowCannotBeWritten_Fails()
    {
        await using var server = await RunningServer.Start();
        Change(server, "ALTER TABLE audit_log RENAME TO gone");
        Assert.Equal(ErrorCode.AuditNotWritten, await TestAccounts.Refused(server.Client.CreateGroup(new CreateGroupRequest("Files"))));
        Change(server, "ALTER TABLE gone RENAME TO audit_log");
        await server.Client.CreateGroup(new CreateGroupRequest("More"));
        Assert.True((await server.Client.Audit.Verify()).Intact);
    }

    [Fact]
    public async Task Strangers_CannotFillTheLog()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var server = await RunningServer.Start(time);
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        for (var i = 0; i < RefusalBudget.EachMinute + 40; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await TestAccounts.Send(http, "POST", "/api/v1/shutdown", null)).Status);
        Assert.Equal(RefusalBudget.EachMinute, (await server.Client.Audit.List()).Entries.Count);
        time.Advance(TimeSpan.FromMinutes(1));
        await TestAccounts.Send(http, "POST", "/api/v1/shutdown", null);
        Assert.Equal("shutdown (and 40 refused requests before that have no row)", (await server.Client.Audit.List(limit: 1)).Entries[0].Subject);
    }

    [Fact]
    public async Task Rows_HoldNoSecretAndNoControlCharacter()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        await server.Client.RegisterVault(new RegisterVaultRequest([1], "a passphrase that is long enough"));
        using var anna = await server.Account("anna", RoleNames.Administrator);
        await anna.Accounts.ChangePassword("anna", new ChangePasswordRequest("another long password", TestAccounts.Password));
        await Assert.ThrowsAsync<HoldfastException>(() => server.Client.CreateGroup(new CreateGroupRequest("a\nlocal POST groups ok\u001b[2J")));
        var rows = JsonSerializer.Serialize((await server.Client.Audit.List()).Entries.Select(row => $"{row.Actor} {row.Action} {row.Subject} {row.Outcome}"));
        foreach (var secret in (string[])["a passphrase that", TestAccounts.Password, "another long password", server.Token, "\\n", "\\u001"]) Assert.DoesNotContain(secret, rows);
    }

    private static void Change(RunningServer server, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "catalog", "holdfast.db")}");
        connection.Execute(sql);
    }
}
