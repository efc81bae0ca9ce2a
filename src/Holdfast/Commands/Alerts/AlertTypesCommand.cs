using System.CommandLine;
using System.Runtime.CompilerServices;
using Holdfast.CommandLine;
using Holdfast.Server.Alerts;

namespace Holdfast.Commands.Alerts;

/// <summary>Every type of alert.</summary>
internal sealed class AlertTypesCommand() : HoldfastCommand("types", "Prints the table of all types of alerts, as docs/monitoring.md has it.")
{
    protected override Task<int> Run(ParseResult input, Session session)
    {
        WriteTable(session.Result.Text);
        return Task.FromResult(ExitCode.Done);
    }

    // Apart, so that no other command loads the server's assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteTable(TextWriter text) => text.Write(AlertDocument.Markdown());
}
