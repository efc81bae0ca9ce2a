using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Reports;

/// <summary>Sends a report no more.</summary>
internal sealed class ReportScheduleRemoveCommand : HoldfastCommand
{
    private readonly Argument<string> id;

    internal ReportScheduleRemoveCommand() : base("remove", "Sends a report no more, also what was still to be sent of it.") =>
        id = Takes(new Argument<string>("ID") { Description = "Id that `report schedule list` shows" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var done = await session.Client.Reports.RemoveSchedule(input.GetValue(id)!, session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine("The report is sent no more."));
        return ExitCode.Done;
    }
}
