using System.Text.Json;
using Bunit;
using Holdfast.Console.Pages.Monitoring;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Tests.Monitoring;

public sealed class AlertDetailsTests
{
    private static readonly DateTimeOffset since = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    internal static AlertInfo Alert(string id, string type, string subject, string? server = null, DateTimeOffset? resolved = null) => new(
        id, "critical", resolved is null ? "active" : "resolved", ErrorCode.DiskMissing, "Disk missing", "The disk <b>/mnt/a</b> is not there.", "Mount it.", subject, since, since, resolved, type,
        "A disk is not where it was.", "Connect it and look again.", "holdfast disk rescan", server, null);

    private static async Task<ConsoleContext> Serve(AlertInfo alert, string role = "administrator")
    {
        var context = await new ConsoleContext(role).Open();
        context.Api.Answer("GET", "alerts/" + alert.Id, JsonSerializer.Serialize(alert, ApiJson.Default.AlertInfo))
            .Answer("GET", "alerts?", JsonSerializer.Serialize(new AlertList([alert, Alert("earlier", alert.Type, alert.Subject, resolved: since.AddHours(-1)), Alert("other", alert.Type, "another disk")]), ApiJson.Default.AlertList))
            .Answer("GET", "disks", JsonSerializer.Serialize(new DiskList([new DiskInfo("d1", "/mnt/a", "missing", 100, 50, 50, null)]), ApiJson.Default.DiskList))
            .Answer("POST", "disks/rescan", JsonSerializer.Serialize(new DiskList([]), ApiJson.Default.DiskList));
        return context;
    }

    [Fact]
    public async Task Render_MissingDisk_SaysWhatItEndangersWhatToDoAndWhenItHappenedBefore()
    {
        await using var context = await Serve(Alert("a1", "diskMissing", "d1"));
        var details = context.Render<AlertDetails>(parameters => parameters.Add(part => part.Id, "a1"));
        details.WaitForAssertion(() => Assert.Contains("/mnt/a", details.Markup, StringComparison.Ordinal));
        Assert.Empty(details.FindAll("b"));
        Assert.Equal("holdfast disk rescan", details.Find(".copy-line code").TextContent);
        Assert.Single(details.FindAll(".history li"));
        await details.Find(".remedies .primary").ClickAsync(new());
        Assert.Contains(context.Api.Asked, request => request.StartsWith("POST disks/rescan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_Reader_CanNeitherResolveNorRescan()
    {
        await using var context = await Serve(Alert("a1", "diskMissing", "d1"), "reader");
        var details = context.Render<AlertDetails>(parameters => parameters.Add(part => part.Id, "a1"));
        details.WaitForAssertion(() => Assert.NotEmpty(details.FindAll(".copy-line")));
        Assert.Empty(details.FindAll(".remedies button"));
    }

    [Theory]
    [InlineData("clockJump", 1)]
    [InlineData("recoveryPointsMissing", 1)]
    [InlineData("backupFailed", 0)]
    public void Losses_OfResolving_AreNamedWhereResolvingIsAnAnswer(string type, int count) =>
        Assert.Equal(count, AlertResolution.Losses([Alert("a", type, ""), Alert("b", type, "")], new Holdfast.Console.Text.Texts()).Count);

    [Theory]
    [InlineData("replicaInconsistent", "check")]
    [InlineData("synchronizationFailed", "synchronize")]
    [InlineData("diskFull", "addDisk")]
    [InlineData("diskMissing", "rescan")]
    [InlineData("certificateExpired", "reenroll")]
    [InlineData("subscriptionDeprovisioned", "registerVault")]
    public void Remedies_OfAType_BeginWithTheOneThatHelpsMost(string type, string action) => Assert.Equal(action, AlertRemedies.Of(type)[0]);

    [Fact]
    public void Type_InWords_IsReadable() => Assert.Equal("Data corruption detected during read", AlertWords.Type("dataCorruptionDetectedDuringRead"));
}
