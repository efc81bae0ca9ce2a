using System.Text.Json;
using Holdfast.PowerShell.Connections;
using Holdfast.Shell.Commands;
using Holdfast.Shell.Display;
using Holdfast.Shell.Running;

namespace Holdfast.Shell.Programs;

/// <summary>`holdfast Verb-DPMNoun …`: one cmdlet in a process of its own.</summary>
public static class CmdletProgram
{
    private const string Brand = "DPM";

    /// <summary>Runs the cmdlet that the first argument names.</summary>
    /// <returns>The exit code of the process. A cmdlet that answers FALSE alone ends with 1, so that scripts can ask it.</returns>
    /// <exception cref="Contracts.Errors.HoldfastException">There is no such cmdlet, or an option has no value.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static int Run(ReadOnlySpan<string> arguments, CancellationToken stop)
    {
        var entry = CommandTable.Get(arguments[0]);
        var line = CmdletArguments.Parse(arguments[1..]);
        if (line.WantsHelp)
        {
            Console.Out.WriteLine(CommandHelp.Text(entry).Replace("Usage:\n  ", "Usage:\n  holdfast ", StringComparison.Ordinal));
            return 0;
        }
        ServerConnections.Start(line.Options.Data, line.Options.Server);
        var host = new ConsoleHost();
        var session = new ShellSession(host);
        var given = new List<object?>();
        session.Run(entry, line.Own, given.AddRange, stop);
        host.EndProgress();
        if (line.Options.Json) JsonOutput.Write(Noun(entry.Noun), given, session.FirstError);
        else ObjectDisplay.Write(given, Console.Out, ConsoleHost.Width);
        return session.FirstError is null && given is [false] ? 1 : session.ExitCode;
    }

    private static string Noun(string noun) => JsonNamingPolicy.CamelCase.ConvertName(noun.StartsWith(Brand, StringComparison.Ordinal) ? noun[Brand.Length..] : noun);
}
