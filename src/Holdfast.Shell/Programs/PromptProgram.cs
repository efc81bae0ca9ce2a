using System.Runtime.InteropServices;
using Holdfast.PowerShell.Connections;
using Holdfast.Shell.Completing;
using Holdfast.Shell.Display;
using Holdfast.Shell.Editing;
using Holdfast.Shell.Running;

namespace Holdfast.Shell.Programs;

/// <summary>`holdfast shell` at a terminal.</summary>
public static class PromptProgram
{
    private const string Prompt = "holdfast> ", Continued = "       >> ";

    /// <summary>How a process ends that SIGTERM ended, as shells count it.</summary>
    private const int Terminated = 128 + 15;

    /// <returns>The exit code of the process: that of the last line.</returns>
    public static int Run(ShellOptions options)
    {
        ServerConnections.Start(options.Data, options.Server);
        var host = new ConsoleHost();
        var session = new ShellSession(host);
        var history = ShellHistory.OfUser(host);
        var editor = new LineEditor(new ConsoleTerminal(), new LineCompleter(session), history);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(Terminated));
        Console.Out.WriteLine("Holdfast management shell. `help` tells what it understands, `exit` leaves it.");
        while (Read(editor) is { } text)
        {
            if (ScriptProgram.IsExit(text)) break;
            if (text.Trim().Length == 0) continue;
            history.Add(text);
            session.FirstError = null;
            RunLine(session, host, text);
        }
        return session.ExitCode;
    }

    /// <summary>A line, and those that it needs to be whole. Null: whoever sat there has gone.</summary>
    private static string? Read(LineEditor editor)
    {
        var text = "";
        do
        {
            if (editor.Read(text.Length == 0 ? Prompt : Continued) is not { } line) return null;
            if (line.WasCancelled) return "";
            text += (text.Length == 0 ? "" : "\n") + line.Text;
        }
        while (ScriptProgram.IsOpen(text));
        return text;
    }

    private static void RunLine(ShellSession session, ConsoleHost host, string text)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        try
        {
            session.Run(text, given => ObjectDisplay.Write(given, Console.Out, ConsoleHost.Width), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            host.Message("Stopped. What the server does goes on.");
        }
        finally
        {
            host.EndProgress();
        }
    }
}
