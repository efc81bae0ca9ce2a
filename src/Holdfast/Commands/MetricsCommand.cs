using System.CommandLine;
using System.Runtime.CompilerServices;
using Holdfast.CommandLine;
using Holdfast.Server.Telemetry;

namespace Holdfast.Commands;

/// <summary>Every metric.</summary>
internal sealed class MetricsCommand() : HoldfastCommand("metrics", "Prints the table of all metrics, as docs/monitoring.md has it.")
{
    protected override Task<int> Run(ParseResult input, Session session)
    {
        WriteTable(session.Result.Text);
        return Task.FromResult(ExitCode.Done);
    }

    // Apart, so that no other command loads the server's assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteTable(TextWriter text) => text.Write(MetricDocument.Markdown());
}
