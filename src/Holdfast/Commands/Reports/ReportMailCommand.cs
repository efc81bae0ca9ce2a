using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Commands.Reports;

/// <summary>Sends a report by mail now.</summary>
internal sealed class ReportMailCommand : HoldfastCommand
{
    private readonly Argument<string> kind;
    private readonly Option<string[]> recipients;
    private readonly Option<string?> from, to, group, server, zone;
    private readonly Option<string> format;

    internal ReportMailCommand() : base("mail", "Sends a report by mail now, and says what went wrong.")
    {
        kind = Takes(new Argument<string>("KIND") { Description = $"One of: {ReportOptions.Kinds}" });
        recipients = With(ReportOptions.Recipients());
        from = With(ReportOptions.From());
        to = With(ReportOptions.To());
        group = With(ReportOptions.Group());
        server = With(ReportOptions.Server());
        zone = With(ReportOptions.Zone());
        format = With(ReportOptions.FileFormat());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var request = new MailReportRequest(
            input.GetValue(recipients)!, input.GetValue(format)!, ReportOptions.Time(input.GetValue(from)), ReportOptions.Time(input.GetValue(to)), input.GetValue(group),
            input.GetValue(server), input.GetValue(zone));
        var done = await session.Client.Reports.Mail(input.GetValue(kind)!, request, session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine($"The report was sent to {string.Join(", ", request.Recipients)}."));
        return ExitCode.Done;
    }
}
