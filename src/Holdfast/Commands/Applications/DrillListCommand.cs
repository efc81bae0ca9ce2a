using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Lists restore drills.</summary>
internal sealed class DrillListCommand : HoldfastCommand
{
    private readonly Option<string?> source;
    private readonly Option<int> limit;

    internal DrillListCommand() : base("list", "Lists restore drills with what they found, newest first.")
    {
        source = With(new Option<string?>("--source") { Description = "Only those of this datasource: its id, name, or path (default: all)", HelpName = "SOURCE" });
        limit = With(SharedOptions.Whole("--limit", "How many at most (default: 100)", "N", 100, 1, 1000));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Applications.Drills(Names.OptionalSource(input.GetValue(source)), input.GetValue(limit), cancellation: session.Stop);
        var table = new TextTable("TIME", "DATASOURCE", "POINT", "DEPTH", "SOUND", "RECOVERY TIME", "FINDINGS");
        foreach (var drill in found.Drills)
            table.Add(
                Quantity.Time(drill.Ended), drill.SourceName, drill.RecoveryPoint, drill.Depth, drill.Sound ? "yes" : "NO",
                drill.RecoveryMs is { } taken ? Quantity.Duration(taken) : "-", string.Join(" ", drill.Findings));
        session.Result.ShowTable(found, ApplicationsJson.Default.DrillList, "There were no restore drills.", table);
        return ExitCode.Done;
    }
}
