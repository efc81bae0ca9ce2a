using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Jobs;

/// <summary>Lists jobs.</summary>
internal sealed class JobListCommand : HoldfastCommand
{
    private readonly Option<string?> state, type, source;
    private readonly Option<int> limit;

    internal JobListCommand() : base("list", "Lists jobs, newest first.")
    {
        state = With(new Option<string?>("--state") { Description = "Only those in this state: queued, running, succeeded, succeededWithWarnings, failed, cancelled (default: all)", HelpName = "STATE" });
        type = With(new Option<string?>("--type") { Description = "Only those of this type, such as recoveryPoint (default: all)", HelpName = "TYPE" });
        source = With(new Option<string?>("--source") { Description = "Only those of this datasource: id, name, or path (default: all)", HelpName = "SOURCE" });
        limit = With(SharedOptions.Whole("--limit", "Most jobs to show, 1 to 10000", "N", 100, 1, 10000));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Jobs(
            input.GetValue(state), input.GetValue(type), Names.OptionalSource(input.GetValue(source)), input.GetValue(limit), session.Stop);
        var table = new TextTable("ID", "TYPE", "SOURCE", "STATE", "CREATED", "TOOK#", "ITEMS#", "FAILED#", "READ#", "STORED#", "SENT#");
        foreach (var job in found.Jobs)
            table.Add(job.Id, job.Type, job.SourceName ?? "–", job.State, Quantity.Time(job.Created), Quantity.Duration(job.DurationMs), Quantity.Count(job.Items),
                Quantity.Count(job.ItemsFailed), Quantity.Bytes(job.BytesRead), Quantity.Bytes(job.BytesStored), Quantity.Bytes(job.BytesSent));
        session.Result.ShowTable(found, ApiJson.Default.JobList, "There are no jobs.", table);
        return ExitCode.Done;
    }
}
