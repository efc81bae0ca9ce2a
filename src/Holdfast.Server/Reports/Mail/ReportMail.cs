using System.Net;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Server.Notifications;
using Holdfast.Server.Reports.Files;

namespace Holdfast.Server.Reports.Mail;

/// <summary>Sends a report as a mail with its figures in the text and the file with it.</summary>
internal sealed class ReportMail(MailSender mail)
{
    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">It was not sent.</exception>
    internal Task Send(Report report, MailFile file, string recipient, CancellationToken cancellation)
    {
        var (server, text) = (Environment.MachineName, new ReportText(report.Zone));
        var period = $"{text.Of(report.From)} to {text.Of(report.To)} ({report.Zone})";
        var figures = report.Totals.Select(total => (total.Title, Value: text.Of(total.Value, total.Unit))).ToList();
        var plain = $"{report.Title}\n{period}\n\n{string.Join("\n", figures.Select(figure => $"  {figure.Title}: {figure.Value}"))}\n\nThe report is in {file.Name}. Sent by Holdfast on {server}.\n";
        var rows = string.Concat(figures.Select(figure => $"<tr><th align=\"left\">{Escaped(figure.Title)}</th><td>{Escaped(figure.Value)}</td></tr>"));
        var html = $"<!DOCTYPE html><html lang=\"en\"><body><h3>{Escaped(report.Title)}</h3><p>{Escaped(period)}</p><table>{rows}</table><p>The report is in {Escaped(file.Name)}. Sent by Holdfast on {Escaped(server)}.</p></body></html>";
        return mail.Send(recipient, $"[Holdfast {server}] {report.Title}, {text.Day(report.From)} to {text.Day(report.To.AddTicks(-1))}", plain, html, cancellation, file);
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
