using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Accounts;

namespace Holdfast.Server.Tests.Insight;

public sealed class PolicyTests
{
    private static readonly string[] everyDay = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    [Fact]
    public async Task Preview_NightlyPolicy_IsTheCalendarOfAYear()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await RunningServer.Start(time);
        var policy = new PolicyInfo(
            14, RecoveryPoints: new TimesInfo(["18:00", "06:00"], everyDay),
            Online: new OnlineInfo(new TimesInfo(["22:00"], everyDay), 28, Monthly: new MonthlyInfo(12, new MonthDaysInfo([1]))));
        var preview = await server.Client.Insight.Preview(new PolicyPreviewRequest(policy));
        Assert.Equal(28, preview.DiskPoints);
        Assert.Equal(preview.DiskPoints, preview.Days.Sum(day => day.Disk));
        Assert.Equal(["monthly"], preview.Days.Single(day => day.Date == new DateOnly(2026, 9, 1)).Online);
        Assert.Equal(preview.Days.Count(day => day.Online.Count > 0), preview.VaultPoints);
        Assert.Equal(10, (await server.Client.Insight.Preview(new PolicyPreviewRequest(policy, "Europe/Berlin", DateTimeOffset.Parse("2027-01-01T00:00+01:00"), 10))).Days.Count);
    }

    [Fact]
    public async Task PreviewAndEstimate_PolicyThatIsNotAcceptable_AreRefusedWithItsNumber()
    {
        await using var server = await RunningServer.Start();
        Assert.Equal(ErrorCode.BadRetention, await TestAccounts.Refused(server.Client.Insight.Preview(new PolicyPreviewRequest(new PolicyInfo(0)))));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Insight.Preview(new PolicyPreviewRequest(new PolicyInfo(), Days: 401))));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Insight.Preview(new PolicyPreviewRequest(new PolicyInfo(), "Nowhere"))));
        Assert.Equal(ErrorCode.BadRetention, await TestAccounts.Refused(server.Client.Insight.Estimate(new EstimateRequest([new EstimateMember("/x")], new PolicyInfo(0)))));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Insight.Estimate(new EstimateRequest([], new PolicyInfo()))));
    }

    [Fact]
    public async Task Estimate_FolderThatIsNotProtected_IsMeasured()
    {
        await using var server = await RunningServer.Start();
        var folder = server.MakeSource("large");
        await File.WriteAllBytesAsync(Path.Combine(folder, "one"), new byte[1000]);
        Directory.CreateDirectory(Path.Combine(folder, "below"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "below", "two"), new byte[234]);
        // What a link leads to is protected where it lies.
        Directory.CreateSymbolicLink(Path.Combine(folder, "link"), server.Folder);
        var request = new EstimateRequest([new EstimateMember(folder), new EstimateMember("/nothing/of/the/kind"), new EstimateMember("/x", "OTHER")], new PolicyInfo(10, Online: new OnlineInfo(DailyDays: 1)));
        PolicyEstimate estimate;
        do estimate = await server.Client.Insight.Estimate(request, RunningServer.Deadline());
        while (!estimate.IsComplete);
        Assert.Equal(1234, estimate.SourceBytes);
        Assert.Equal(["/nothing/of/the/kind", "/x"], estimate.Unknown.Select(member => member.Path).Order());
        Assert.Equal(((long)(617 * 1.02), (long)(617 * 1.2)), (estimate.VaultBytes, estimate.DiskBytes));
        Assert.Equal("assumed", estimate.Basis.From);
        Assert.Equal("USD", estimate.Currency);
        Assert.True(estimate.MonthlyCost > 0);
    }

    [Fact]
    public async Task Estimate_ProtectedFolder_IsAsLargeAsItsNewestPoint()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        var estimate = await server.Client.Insight.Estimate(new EstimateRequest([new EstimateMember(server.Source)], new PolicyInfo()));
        Assert.Equal((300, true), (estimate.SourceBytes, estimate.IsComplete));
        Assert.Equal(0, estimate.VaultBytes);
    }
}
