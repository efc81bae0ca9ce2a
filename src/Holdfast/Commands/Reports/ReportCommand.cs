using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Commands.Reports;

/// <summary>Shows a report, or writes it to a file.</summary>
internal sealed class ReportCommand : HoldfastCommand
{
    private const string Table = "table", Json = "json";

    private readonly Argument<string?> kind;
    private readonly Option<string?> from, to, group, server, zone, output;
    private readonly Option<string> format;

    internal ReportCommand() : base("report", "Shows a report, or writes it to a file; without a name, lists the reports there are.")
    {
        kind = Takes(new Argument<string?>("KIND") { Description = $"One of: {ReportOptions.Kinds} (default: lists them)", Arity = ArgumentArity.ZeroOrOne });
        from = With(ReportOptions.From());
        to = With(ReportOptions.To());
        group = With(ReportOptions.Group());
        server = With(ReportOptions.Server());
        zone = With(ReportOptions.Zone());
        format = With(new Option<string>("--format") { Description = "table, csv, pdf, or json", HelpName = "FORMAT", DefaultValueFactory = _ => Table }
            .AcceptOnlyFromAmong(Table, ReportFormats.Csv, ReportFormats.Pdf, Json));
        output = With(new Option<string?>("--output") { Description = "File that is written, or - for standard output (default: standard output; pdf needs one)", HelpName = "FILE" });
        Validators.Add(result =>
        {
            if (result.GetValue(format) == ReportFormats.Pdf && result.GetValue(output) is null) result.AddError("Name the file of the PDF with --output FILE.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (input.GetValue(kind) is not { } name) return await List(session);
        var query = new ReportQuery(
            ReportOptions.Time(input.GetValue(from)), ReportOptions.Time(input.GetValue(to)), input.GetValue(group), input.GetValue(server), input.GetValue(zone));
        var (asked, path) = (input.GetValue(format)!, input.GetValue(output));
        if (asked is ReportFormats.Csv or ReportFormats.Pdf) await Save(await session.Client.Reports.File(name, asked, query, session.Stop), path, session);
        else if (asked == Json || path is not null)
        {
            var report = await session.Client.Reports.Get(name, query, session.Stop);
            await Save([.. System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(report, ReportsJson.Default.Report), (byte)'\n'], path, session);
        }
        else Show(await session.Client.Reports.Get(name, query, session.Stop), session);
        return ExitCode.Done;
    }

    private static async Task<int> List(Session session)
    {
        var found = await session.Client.Reports.Kinds(session.Stop);
        var table = new TextTable("KIND", "TITLE", "WHAT");
        foreach (var report in found.Kinds) table.Add(report.Id, report.Title, report.Description);
        session.Result.ShowTable(found, ReportsJson.Default.ReportKindList, "There are no reports.", table);
        return ExitCode.Done;
    }

    private static void Show(Report report, Session session)
    {
        var table = new TextTable([.. report.Columns.Select(column => column.Title.ToUpperInvariant() + (ReportCells.IsNumber(column.Unit) ? "#" : ""))]);
        foreach (var row in report.Rows) table.Add([.. row.Zip(report.Columns, (value, column) => ReportCells.Text(value, column.Unit))]);
        session.Result.ShowTable(report, ReportsJson.Default.Report, "There is nothing to show for this period.", table);
        foreach (var total in report.Totals) Console.Error.WriteLine($"{total.Title}: {ReportCells.Text(total.Value, total.Unit)}");
        foreach (var note in report.Notes) Console.Error.WriteLine(note);
        if (report.IsCut) Console.Error.WriteLine("There are more rows than a report holds: choose a group, a server, or a shorter period.");
    }

    private static async Task Save(byte[] content, string? path, Session session)
    {
        if (path is null or "-")
        {
            await using var stream = Console.OpenStandardOutput();
            await stream.WriteAsync(content, session.Stop);
            return;
        }
        try
        {
            await File.WriteAllBytesAsync(path, content, session.Stop);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The file {path} cannot be written: {failure.Message}", "Name a file in a folder that can be written.", failure);
        }
        await Console.Error.WriteLineAsync($"Written to {path}.");
    }
}
