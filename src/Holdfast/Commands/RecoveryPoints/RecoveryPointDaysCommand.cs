using System.CommandLine;
using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Shows on which days there are recovery points.</summary>
internal sealed class RecoveryPointDaysCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Option<DateOnly?> from, to;
    private readonly Option<string> zone;

    internal RecoveryPointDaysCommand() : base("days", "Lists the days that have recovery points of a datasource, and how many on disk and in the vault.")
    {
        source = Takes(SharedOptions.Source());
        from = With(new Option<DateOnly?>("--from") { Description = "First day (default: any)", HelpName = "YYYY-MM-DD" });
        to = With(new Option<DateOnly?>("--to") { Description = "Last day (default: any)", HelpName = "YYYY-MM-DD" });
        zone = With(new Option<string>("--zone") { Description = "Zone whose days these are, such as Europe/Berlin", HelpName = "ZONE", DefaultValueFactory = _ => "UTC" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Recovery.Days(Names.Source(input.GetValue(source)!), input.GetValue(from), input.GetValue(to), input.GetValue(zone), session.Stop);
        var table = new TextTable("DAY", "DISK#", "VAULT#");
        foreach (var day in found.Days) table.Add(day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Number(day.Disk), Number(day.Online));
        session.Result.ShowTable(found, RecoveryJson.Default.PointDays, "There are no recovery points.", table);
        return ExitCode.Done;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
