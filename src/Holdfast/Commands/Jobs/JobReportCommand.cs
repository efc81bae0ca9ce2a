using System.CommandLine;
using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Output;

namespace Holdfast.Commands.Jobs;

/// <summary>Shows what a recovery did.</summary>
internal sealed class JobReportCommand : HoldfastCommand
{
    private readonly Argument<string> id;

    internal JobReportCommand() : base("report", "Shows what a recovery has written where, and each item that failed.") => id = Takes(SharedOptions.Id("Recovery job (`holdfast job list`)"));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var report = await session.Client.Recovery.Report(input.GetValue(id)!, session.Stop);
        session.Result.Show(report, RecoveryJson.Default.RecoveryReport, text => Write(text, report));
        return ExitCode.Done;
    }

    private static void Write(TextWriter text, RecoveryReport report)
    {
        text.WriteLine($"Recovery {report.Job}: {report.State}");
        text.WriteLine($"  {report.SourceName ?? report.Source} at {report.RecoveryPoint} to {(report.Server is null ? "" : report.Server + ":")}{report.Target}");
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {report.Items} items, {Quantity.Bytes(report.Bytes)}, {report.ItemsFailed} failed"));
        if (report.RetryOf is { } first) text.WriteLine($"  tries the failed items of {first} again");
        if (report.JobError is { } error) text.WriteLine($"  error {(int)error.Code}: {error.Message}");
        foreach (var failure in report.Failed) text.WriteLine($"  {failure.Path}: error {(int)failure.Code}: {failure.Error}");
        if (report.CanRetry) text.WriteLine($"Try these again: holdfast job retry {report.Job}");
    }
}
