using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Groups;
using Holdfast.Server.Reports;
using Holdfast.Server.Reports.Mail;
using Holdfast.Server.Scheduling;
using Holdfast.Server.Sources;
using Holdfast.Server.Tests.Notifications;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace Holdfast.Server.Tests.Reports;

public sealed class ReportPostTests : IAsyncDisposable
{
    private readonly SettingsFile files = new();
    private readonly SteppedClock time = new(DateTimeOffset.Parse("2026-11-22T12:00Z"));
    private readonly SmtpReceiver server = new();
    private readonly FakeEngine engine;
    private readonly Settings settings;
    private readonly ServerCatalog catalog;

    public ReportPostTests()
    {
        engine = new FakeEngine(new FakePool(), time);
        settings = files.Of(("smtpHost", "localhost"), ("smtpPort", server.Port), ("smtpSecurity", "none"), ("smtpFrom", "holdfast@example.org"));
        catalog = Open();
    }

    [Fact]
    public async Task Pass_WhenDue_SendsToEachRecipientTheWholePeriodOnce()
    {
        Add(catalog, "anna@example.org", "bob@example.org");
        await using var part = Part(catalog);
        await part.Post.Pass(default);
        Assert.True(server.HasNone);
        time.SetUtcNow(DateTimeOffset.Parse("2026-11-23T06:00Z"));
        await part.Post.Pass(default);
        await part.Post.Pass(default);
        ReceivedMail[] mails = [await server.Next(), await server.Next()];
        Assert.True(server.HasNone);
        Assert.Equal(["anna@example.org", "bob@example.org"], mails.Select(mail => mail.Message.To.ToString()).Order());
        var message = mails[0].Message;
        Assert.Contains("2026-11-16 to 2026-11-22", message.Subject, StringComparison.Ordinal);
        var file = Assert.IsAssignableFrom<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal("holdfast-protection-2026-11-16-2026-11-22.csv", file.FileName);
        var row = Assert.Single(catalog.ReportSchedules.All());
        Assert.Equal(("sent", DateTimeOffset.Parse("2026-11-30T06:00Z")), (row.LastResult, CatalogTime.To(row.Due)));
    }

    [Fact]
    public async Task Pass_OfTwoServersOnOneCatalog_SendsOnce()
    {
        Add(catalog, "anna@example.org");
        using var second = Open();
        await using ReportsPart one = Part(catalog), other = Part(second);
        time.SetUtcNow(DateTimeOffset.Parse("2026-11-23T06:00Z"));
        await Task.WhenAll(Task.Run(() => one.Post.Pass(default)), Task.Run(() => other.Post.Pass(default)));
        await one.Post.Pass(default);
        await other.Post.Pass(default);
        await server.Next();
        Assert.True(server.HasNone);
    }

    [Fact]
    public async Task Pass_AfterARestartInBetween_SendsWhatWasTakenOnOnce()
    {
        Add(catalog, "anna@example.org");
        time.SetUtcNow(DateTimeOffset.Parse("2026-11-23T06:00Z"));
        server.RecipientAnswer = "451 later";
        await using (var part = Part(catalog)) await part.Post.Pass(default);
        Assert.StartsWith("not yet sent", Assert.Single(catalog.ReportSchedules.All()).LastResult, StringComparison.Ordinal);
        server.RecipientAnswer = "250 ok";
        using var reopened = Open();
        await using var later = Part(reopened);
        await later.Post.Pass(default);
        Assert.True(server.HasNone); // whoever had it may still be at it
        time.Advance(TimeSpan.FromMinutes(5));
        await later.Post.Pass(default);
        Assert.Contains("2026-11-16", (await server.Next()).Message.Subject, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromHours(2));
        await later.Post.Pass(default);
        Assert.True(server.HasNone);
        Assert.Equal("sent", Assert.Single(reopened.ReportSchedules.All()).LastResult);
    }

    [Fact]
    public async Task Pass_AfterWeeksOff_SendsTheNewestPeriodOnly()
    {
        Add(catalog, "anna@example.org");
        time.SetUtcNow(DateTimeOffset.Parse("2026-12-16T12:00Z"));
        await using var part = Part(catalog);
        await part.Post.Pass(default);
        Assert.Contains("2026-12-07 to 2026-12-13", (await server.Next()).Message.Subject, StringComparison.Ordinal);
        Assert.True(server.HasNone);
        Assert.Equal(DateTimeOffset.Parse("2026-12-21T06:00Z"), CatalogTime.To(Assert.Single(catalog.ReportSchedules.All()).Due));
    }

    [Fact]
    public async Task Pass_RefusedForADay_IsGivenUpWithAnAlert()
    {
        Add(catalog, "anna@example.org");
        server.RecipientAnswer = "550 nobody";
        await using var part = Part(catalog);
        for (time.SetUtcNow(DateTimeOffset.Parse("2026-11-23T06:00Z")); time.GetUtcNow() < DateTimeOffset.Parse("2026-11-24T08:00Z"); time.Advance(TimeSpan.FromHours(1)))
            await part.Post.Pass(default);
        Assert.StartsWith("given up", Assert.Single(catalog.ReportSchedules.All()).LastResult, StringComparison.Ordinal);
        Assert.Empty(catalog.ReportSchedules.DueDeliveries(long.MaxValue));
        Assert.True(catalog.Alerts.HasActive((int)ErrorCode.NotificationsGivenUp, "anna@example.org"));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        catalog.Dispose();
        engine.Dispose();
        files.Dispose();
    }

    private ServerCatalog Open() => ServerCatalog.Open(Path.Combine(files.Folder, "catalog.db"));

    private ReportsPart Part(ServerCatalog from) =>
        new(from, engine, Groups(from), new AlertBoard(from.Alerts, time), settings, null, time, NullLogger.Instance);

    private GroupRegistry Groups(ServerCatalog from) => new(from, engine, new SourceRegistry(from, engine), new GroupSchedules(from, time));

    private void Add(ServerCatalog to, params string[] recipients) =>
        new ReportSchedules(to, new ReportDesk([new ProtectionReport(to)], Groups(to), time), time)
            .Add(new ReportScheduleRequest(ReportKinds.Protection, ReportPeriods.Weekly, recipients, ReportFormats.Csv, "07:00", "Europe/Berlin"));
}
