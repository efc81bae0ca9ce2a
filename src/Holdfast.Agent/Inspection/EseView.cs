using System.Globalization;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Exchange.Ese;

namespace Holdfast.Agent.Inspection;

/// <summary>How a file of the Extensible Storage Engine is shown.</summary>
internal static class EseView
{
    public static InspectedEse Of(EseFindings findings) => findings switch
    {
        { Database: { } database } => Database(findings, database),
        { Log: { } log } => Log(findings, log),
        _ => new InspectedEse(findings.IsIntact, Problem(findings, null)) { File = "checkpoint", LogSignature = findings.Checkpoint?.Signature.ToString(), Position = findings.Checkpoint?.Position.ToString() },
    };

    private static InspectedEse Database(EseFindings findings, EseDatabaseReport report)
    {
        var file = WithPages(new InspectedEse(findings.IsIntact, Problem(findings, report.Pages)) { File = "database" }, report.Pages);
        return report.Header is not { } header ? file : file with
        {
            PageSize = header.PageLength,
            State = JsonNamingPolicy.CamelCase.ConvertName(header.State.ToString()),
            Version = string.Create(CultureInfo.InvariantCulture, $"0x{header.Version:x},{header.Revision}"),
            DatabaseSignature = header.Database.ToString(),
            LogSignature = header.Log.ToString(),
            FirstLogRequired = header.NeedsLogs ? header.FirstRequired : null,
            LastLogRequired = header.NeedsLogs ? header.LastRequired : null,
            LastLogCommitted = header.NeedsLogs && header.LastCommitted > 0 ? header.LastCommitted : null,
            Attached = header.AttachTime.Moment,
            Consistent = header.ConsistentTime.Moment,
            LastFullBackup = header.LastFullBackup.Moment,
            Position = header.Consistent.IsSet ? header.Consistent.ToString() : null,
        };
    }

    private static InspectedEse Log(EseFindings findings, EseLogReport report)
    {
        var file = WithPages(new InspectedEse(findings.IsIntact, Problem(findings, report.Segments)) { File = "log" }, report.Segments);
        return report.Header is not { } header ? file : file with
        {
            PageSize = header.PageLength,
            Version = string.Create(CultureInfo.InvariantCulture, $"{header.Major}.{header.Minor}.{header.Update}"),
            LogSignature = header.Signature.ToString(),
            Generation = header.Generation,
            Created = header.Created.Moment,
            CircularLogging = header.IsCircular,
        };
    }

    private static InspectedEse WithPages(InspectedEse file, EsePages pages) => file with
    {
        Pages = pages.Seen,
        PagesEmpty = pages.Empty,
        PagesDamaged = pages.Damaged,
        PagesOneBit = pages.OneBit,
        DamagedPages = [.. pages.FirstDamaged.Select(page => new InspectedPage(page.Number.ToString(CultureInfo.InvariantCulture), page.Offset))],
    };

    private static InspectedProblem? Problem(EseFindings findings, EsePages? pages)
    {
        if (findings.Fault is { } fault) return new InspectedProblem(ErrorCode.InspectedMalformed, fault.Message, fault.Offset);
        if (pages is { Damaged: > 0, FirstDamaged: [var first, ..] })
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"{pages.Damaged} damaged {(pages.Damaged == 1 ? "page" : "pages")}, the first of them {first.Number} at byte {first.Offset}.");
            return new InspectedProblem(ErrorCode.InspectedDamaged, message, first.Offset);
        }
        return findings.IsIntact is null ? new InspectedProblem(ErrorCode.InspectedOpaque, "A log of this version has no checksums that are documented; its header was verified, and its content was not.", null) : null;
    }
}
