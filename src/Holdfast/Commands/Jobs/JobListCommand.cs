using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Jobs;

/// <summary>Lists jobs.</summary>
internal sealed class JobListCommand : HoldfastCommand
{
    private readonly Option<string?> state, type, source, server, group, text, from, to, before;
    private readonly Option<int> limit;

    internal JobListCommand() : base("list", "Lists jobs, newest first.")
    {
        state = Filter("--state", "Only those in this state: queued, running, succeeded, succeededWithWarnings, failed, cancelled (default: all)", "STATE");
        type = Filter("--type", "Only those of this type, such as recoveryPoint (default: all)", "TYPE");
        source = Filter("--source", "Only those of this datasource: id, name, or path (default: all)", "SOURCE");
        server = Filter("--server", "Only those of datasources on this production server (default: all)", "AGENT");
        group = Filter("--group", "Only those of datasources that are in this protection group now (default: all)", "NAME");
        text = Filter("--text", "Only those with this text in the datasource's name or path, or in an error (default: all)", "TEXT");
        from = Filter("--from", "Only those queued at this time or later (default: any; RFC 3339, or local YYYY-MM-DD [HH:MM[:SS]])", "TIME");
        to = Filter("--to", "Only those queued at this time or earlier (default: any)", "TIME");
        limit = With(SharedOptions.Whole("--limit", "Most jobs to show, 1 to 10000", "N", 100, 1, 10000));
        before = Filter("--before", "Only those before this job in the list: the next page (default: from the newest)", "ID");
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var query = new JobQuery(
            input.GetValue(state), input.GetValue(type), Names.OptionalSource(input.GetValue(source)), input.GetValue(server), input.GetValue(group), input.GetValue(text),
            Names.Time(input.GetValue(from), endOfDay: false), Names.Time(input.GetValue(to), endOfDay: true), input.GetValue(limit), input.GetValue(before));
        var found = await session.Client.Jobs(query, session.Stop);
        var table = new TextTable("ID", "TYPE", "SOURCE", "STATE", "CREATED", "TOOK#", "ITEMS#", "FAILED#", "READ#", "STORED#", "SENT#");
        foreach (var job in found.Jobs)
            table.Add(job.Id, job.Type, job.SourceName ?? "–", job.State, Quantity.Time(job.Created), Quantity.Duration(job.DurationMs), Quantity.Count(job.Items),
                Quantity.Count(job.ItemsFailed), Quantity.Bytes(job.BytesRead), Quantity.Bytes(job.BytesStored), Quantity.Bytes(job.BytesSent));
        session.Result.ShowTable(found, ApiJson.Default.JobList, "There are no jobs.", table);
        if (found.Next is { } next) Console.Error.WriteLine($"There are more: --before {next} shows the next page.");
        return ExitCode.Done;
    }

    private Option<string?> Filter(string name, string description, string helpName) => With(new Option<string?>(name) { Description = description, HelpName = helpName });
}
