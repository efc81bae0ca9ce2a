using System.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Accounts;

namespace Holdfast.Server.Tests.Reports;

public sealed class ReportApiTests
{
    [Fact]
    public async Task Reports_AfterBackupsAndARecovery_TellWhatHappened()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(online: true);
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.DataMissing, "gone");
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(server.Source)));
        await server.Wait(server.Client.Recover(new RecoverRequest(server.Source, To: server.MakeSource("target"))));

        var status = await server.Client.Reports.Get(ReportKinds.Status);
        var row = Assert.Single(status.Rows);
        Assert.Equal((server.Source, 1m), (Cell(status, row, "source").Text, Cell(status, row, "failed").Number));
        Assert.Equal(Cell(status, row, "jobs").Number, Cell(status, row, "succeeded").Number + 1);
        Assert.Equal(1m, status.Series.Single(series => series.Id == "failed").Points.Sum(point => point.Value));

        var protection = await server.Client.Reports.Get(ReportKinds.Protection);
        Assert.Equal((1m, 1m, 300m), (Cell(protection, protection.Rows[0], "pointsOnDisk").Number, Cell(protection, protection.Rows[0], "pointsInVault").Number, Cell(protection, protection.Rows[0], "bytes").Number));

        var recovery = await server.Client.Reports.Get(ReportKinds.Recovery);
        Assert.EndsWith("target", Cell(recovery, Assert.Single(recovery.Rows), "target").Text!, StringComparison.Ordinal);
        Assert.Equal(JobStates.Succeeded, Cell(recovery, recovery.Rows[0], "state").Text);

        var disks = await server.Client.Reports.Get(ReportKinds.DiskUtilization);
        Assert.Equal(server.Pool.Disks.Count, disks.Rows.Count);
        Assert.Equal(server.Pool.Disks.Sum(disk => disk.Capacity), disks.Totals.Single(total => total.Id == "capacity").Value.Number);

        foreach (var kind in (await server.Client.Reports.Kinds()).Kinds)
        {
            Assert.Equal("%PDF-", Encoding.ASCII.GetString(await server.Client.Reports.File(kind.Id, ReportFormats.Pdf), 0, 5));
            var lines = Encoding.UTF8.GetString(await server.Client.Reports.File(kind.Id, ReportFormats.Csv)).TrimStart('\uFEFF').Split("\r\n");
            Assert.Equal(string.Join(',', (await server.Client.Reports.Get(kind.Id)).Columns.Select(column => column.Id)), lines[0]);
        }
    }

    [Fact]
    public async Task Report_OfAnotherPeriodGroupOrServer_HasNoneOfIt()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(group: "Files");
        Assert.Single((await server.Client.Reports.Get(ReportKinds.Status, new ReportQuery(Group: "files"))).Rows);
        var before = await server.Client.Reports.Get(ReportKinds.Status, new ReportQuery(DateTimeOffset.UnixEpoch.AddYears(40), DateTimeOffset.UnixEpoch.AddYears(41), Zone: "Europe/Berlin"));
        Assert.Equal(0m, before.Totals.Single(total => total.Id == "jobs").Value.Number);
        Assert.NotEmpty(before.Notes);
        Assert.Empty((await server.Client.Reports.Get(ReportKinds.Status, new ReportQuery(Server: "elsewhere"))).Rows);
        Assert.Equal(ErrorCode.ReportUnknown, await TestAccounts.Refused(server.Client.Reports.Get("weather")));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Reports.Get(ReportKinds.Status, new ReportQuery(Zone: "Mars/Base"))));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Reports.Get(ReportKinds.DiskUtilization, new ReportQuery(Server: "x"))));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Reports.Get(ReportKinds.Status, new ReportQuery(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(-1)))));
    }

    [Fact]
    public async Task Report_ForAScopedReader_HoldsOnlyWhatTheyMaySee()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        await server.Protect(group: "Mine");
        await server.Protect(path: server.MakeSource("other"), group: "Theirs");
        using var reader = await server.Account("rita", "reader", groups: ["Mine"]);
        foreach (var kind in (string[])[ReportKinds.Status, ReportKinds.Protection])
        {
            var report = await reader.Reports.Get(kind);
            Assert.Equal(server.Source, Cell(report, Assert.Single(report.Rows), "source").Text);
            Assert.DoesNotContain("other", Encoding.UTF8.GetString(await reader.Reports.File(kind, ReportFormats.Csv)), StringComparison.Ordinal);
        }
        Assert.DoesNotContain((await reader.Reports.Kinds()).Kinds, kind => kind.Id == ReportKinds.DiskUtilization);
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(reader.Reports.Get(ReportKinds.DiskUtilization)));
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(reader.Reports.Mail(ReportKinds.Status, new MailReportRequest(["a@example.org"]))));
    }

    private static ReportValue Cell(Report report, IReadOnlyList<ReportValue> row, string column) => row[report.Columns.Select(one => one.Id).ToList().IndexOf(column)];
}
