using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Commands.Reports;

/// <summary>What a report is to cover.</summary>
internal static class ReportOptions
{
    internal static readonly string Kinds = string.Join(", ", ReportKinds.All);

    internal static Option<string?> From() => new("--from") { Description = "Begin of the period (default: 30 days before its end; RFC 3339, or local YYYY-MM-DD [HH:MM[:SS]])", HelpName = "TIME" };

    internal static Option<string?> To() => new("--to") { Description = "The period ends before this (default: now)", HelpName = "TIME" };

    internal static Option<string?> Group() => new("--group") { Description = "Only this protection group (default: all)", HelpName = "NAME" };

    internal static Option<string?> Server() => new("--server") { Description = "Only this production server (default: all)", HelpName = "AGENT" };

    internal static Option<string?> Zone() => new("--zone") { Description = "IANA name of the zone that days are counted in (default: UTC)", HelpName = "ZONE" };

    internal static Option<string[]> Recipients() =>
        new("--to-address") { Description = "Mail address; may be repeated", HelpName = "ADDRESS", Required = true };

    internal static Option<string> FileFormat()
    {
        var format = new Option<string>("--format") { Description = "csv or pdf", HelpName = "FORMAT", DefaultValueFactory = _ => ReportFormats.Pdf };
        return format.AcceptOnlyFromAmong([.. ReportFormats.All]);
    }

    internal static DateTimeOffset? Time(string? text) => Names.Time(text, endOfDay: false);
}
