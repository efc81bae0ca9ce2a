using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Shows which moments of an application can be recovered.</summary>
internal sealed class SourceRangeCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Option<bool> online;

    internal SourceRangeCommand() : base("range", "Shows which moments of an application can be recovered, and how its log is followed.")
    {
        source = Takes(SharedOptions.Source());
        online = With(SharedOptions.Online("From the copy in the vault (default: from disk)"));
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var range = await session.Client.Applications.Range(Names.Source(input.GetValue(source)!), input.GetValue(online), cancellation: session.Stop);
        session.Result.Show(range, ApplicationsJson.Default.RecoveryRange, output => Write(output, range));
        return ExitCode.Done;
    }

    private static void Write(TextWriter output, RecoveryRange range)
    {
        foreach (var reachable in range.Ranges)
            StatusText.Line(output, "reachable", reachable.From == reachable.To ? Quantity.Time(reachable.From) : $"{Quantity.Time(reachable.From)} to {Quantity.Time(reachable.To)}");
        if (range.Ranges.Count == 0) output.WriteLine("Nothing can be recovered yet.");
        if (range.Log is not { } log) return;
        StatusText.Line(output, "log", log.Reason is { } reason ? $"{log.State}: {reason}" : log.State);
        if (log.LagMs is { } lag) StatusText.Line(output, "lag", Quantity.Duration(lag));
        StatusText.Line(output, "kept", $"{Quantity.Of(log.Segments, "segment", "segments")}, {Quantity.Bytes(log.Bytes)}");
    }
}
