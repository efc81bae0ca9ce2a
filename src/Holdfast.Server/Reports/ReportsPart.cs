using System.Net;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Groups;
using Holdfast.Server.Hosting;
using Holdfast.Server.Notifications;
using Holdfast.Server.Reports.Mail;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Reports;

/// <summary>Reports, put together.</summary>
internal sealed class ReportsPart : IAsyncDisposable
{
    private readonly ReportDesk desk;
    private readonly ReportSchedules schedules;
    private readonly ReportMail mail;
    private readonly string? mailServer;

    internal ReportsPart(ServerCatalog catalog, IEngine engine, GroupRegistry groups, AlertBoard alerts, Settings settings, IWebProxy? proxy, TimeProvider time, ILogger log)
    {
        desk = new ReportDesk([new StatusReport(catalog), new ProtectionReport(catalog), new RecoveryReport(catalog), new DiskReport(catalog, engine), new SlaReport(catalog), new DrillReport(catalog)], groups, time);
        schedules = new ReportSchedules(catalog, desk, time);
        mail = new ReportMail(new MailSender(settings, proxy, time));
        mailServer = settings.Get(NotificationSettings.SmtpHost);
        Post = new ReportPost(catalog, desk, mail, alerts, time, log);
    }

    internal ReportPost Post { get; }

    internal void Map(ApiRouter routes) => new ReportRoutes(desk, schedules, mail, mailServer).Map(routes);

    public ValueTask DisposeAsync() => Post.DisposeAsync();
}
