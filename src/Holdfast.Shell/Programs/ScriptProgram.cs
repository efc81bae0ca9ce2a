using Holdfast.PowerShell.Connections;
using Holdfast.Shell.Display;
using Holdfast.Shell.Language;
using Holdfast.Shell.Running;

namespace Holdfast.Shell.Programs;

/// <summary>`holdfast shell` without a prompt: a text, a file, or what comes on standard input.</summary>
public static class ScriptProgram
{
    /// <summary>Runs a whole text. Nothing of it runs where a part of it is not understood.</summary>
    /// <returns>The exit code of the process: 0, or that of the first error.</returns>
    public static int Run(string script, ShellOptions options, CancellationToken stop)
    {
        var (session, host) = Start(options);
        var all = new List<object?>();
        session.Run(script, given => Take(given, all, options.Json), stop);
        return Finish(session, host, all, options.Json);
    }

    /// <summary>Runs lines as they come; one that leaves something open is continued by the next.</summary>
    public static int Run(TextReader input, ShellOptions options, CancellationToken stop)
    {
        var (session, host) = Start(options);
        var all = new List<object?>();
        var text = "";
        while (input.ReadLine() is { } line)
        {
            text += line + "\n";
            if (IsOpen(text)) continue;
            var complete = text;
            text = "";
            if (IsExit(complete)) break;
            session.Run(complete, given => Take(given, all, options.Json), stop);
        }
        // What it ends in the middle of is an error.
        if (text.Length > 0) session.Run(text, given => Take(given, all, options.Json), stop);
        return Finish(session, host, all, options.Json);
    }

    /// <summary>Whether another line has to follow.</summary>
    internal static bool IsOpen(string text)
    {
        try
        {
            ScriptParser.Parse(text);
            return false;
        }
        catch (IncompleteTextException)
        {
            return true;
        }
        catch (Contracts.Errors.HoldfastException)
        {
            // What is wrong is said when it is run.
            return false;
        }
    }

    internal static bool IsExit(string text) => text.Trim().TrimEnd(';').ToLowerInvariant() is "exit" or "quit";

    private static (ShellSession Session, ConsoleHost Host) Start(ShellOptions options)
    {
        ServerConnections.Start(options.Data, options.Server);
        var host = new ConsoleHost();
        return (new ShellSession(host), host);
    }

    private static void Take(IReadOnlyList<object?> given, List<object?> all, bool json)
    {
        if (!json) ObjectDisplay.Write(given, Console.Out, ConsoleHost.Width, apart: all.Count > 0);
        all.AddRange(given);
    }

    private static int Finish(ShellSession session, ConsoleHost host, List<object?> all, bool json)
    {
        host.EndProgress();
        if (json) JsonOutput.Write(null, all, session.FirstError);
        return session.ExitCode;
    }
}
