using System.Diagnostics;
using System.Text;

namespace Holdfast.Publish.Tests.Running;

/// <summary>A published program with a data folder, run as on a computer that has nothing else: no SDK on the path, no variables, an empty home.</summary>
internal sealed class Installed(string program, Workspace workspace) : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(120);
    private Process? server;

    internal string Data { get; } = workspace.Folder("data");

    internal Outcome Run(params string[] arguments) => Tool.Run(Start(arguments));

    /// <summary>Runs a command that must succeed, on the data folder.</summary>
    internal Outcome Do(params string[] arguments) => Run([.. arguments, "--data", Data, "--json"]).Expect(0);

    internal void Up()
    {
        var start = Start(["up", "--port", "0", "--data", Data]);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, true);
        server = Process.Start(start)!;
        var said = new StringBuilder();
        using var ready = new ManualResetEventSlim();
        void Hear(object sender, DataReceivedEventArgs line)
        {
            lock (said) said.AppendLine(line.Data);
            if (line.Data is null || line.Data.StartsWith("Holdfast is ready: ", StringComparison.Ordinal)) ready.Set();
        }
        server.OutputDataReceived += Hear;
        server.ErrorDataReceived += (_, line) => { lock (said) said.AppendLine(line.Data); };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        Assert.True(ready.Wait(patience) && !server.HasExited, $"The server is not ready: {said}");
    }

    internal void Down()
    {
        Run("down", "--data", Data).Expect(0);
        Assert.True(server!.WaitForExit(patience), "The server does not end.");
        Assert.Equal(0, server.ExitCode);
    }

    public void Dispose()
    {
        if (server is { HasExited: false }) server.Kill();
        server?.Dispose();
    }

    private ProcessStartInfo Start(string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = workspace.Folder("elsewhere") };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = workspace.Folder("home");
        return start;
    }
}
