using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Audit;
using Holdfast.Output;

namespace Holdfast.Commands.Audit;

/// <summary>Lists rows of the audit log.</summary>
internal sealed class AuditListCommand : HoldfastCommand
{
    private readonly Option<string?> from, to, actor, text;
    private readonly Option<int> limit;

    internal AuditListCommand() : base("list", "Lists who did what, newest first.")
    {
        from = With(new Option<string?>("--from") { Description = "Not before this time or day (default: the beginning)", HelpName = "TIME" });
        to = With(new Option<string?>("--to") { Description = "Not after this time or day (default: now)", HelpName = "TIME" });
        actor = With(new Option<string?>("--actor") { Description = "Only what this account did; local: the owner of the data folder (default: all)", HelpName = "NAME" });
        text = With(new Option<string?>("--text") { Description = "Only where action or subject contain this (default: all)", HelpName = "TEXT" });
        limit = With(SharedOptions.Whole("--limit", "Most rows to show, 1 to 10000", "N", 1000, 1, 10000));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Audit.List(
            Names.Time(input.GetValue(from), endOfDay: false), Names.Time(input.GetValue(to), endOfDay: true), input.GetValue(actor), input.GetValue(text), input.GetValue(limit),
            session.Stop);
        var table = new TextTable("ROW#", "TIME", "WHO", "ACTION", "SUBJECT", "OUTCOME");
        foreach (var entry in found.Entries) table.Add(Quantity.Count(entry.Id), Quantity.Time(entry.Time), entry.Actor, entry.Action, entry.Subject, entry.Outcome);
        session.Result.ShowTable(found, AuditJson.Default.AuditList, "There are no such rows.", table);
        return ExitCode.Done;
    }
}
