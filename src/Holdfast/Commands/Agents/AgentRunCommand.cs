using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Holdfast.Agent.Hosting;
using Holdfast.Agent.Remote;
using Holdfast.CommandLine;
using Holdfast.Daemon;
using Holdfast.Output;

namespace Holdfast.Commands.Agents;

/// <summary>Runs the enrolled agent of a data folder.</summary>
internal sealed class AgentRunCommand : HoldfastCommand
{
    private readonly Option<bool> detach;

    internal AgentRunCommand() : base("run", "Runs the enrolled agent: in a terminal, or as a systemd or Windows service. It dials out to its server and never listens.") =>
        detach = With(new Option<bool>("--detach") { Description = "Runs in the background; returns when it runs (default: runs until Ctrl+C)" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (!input.GetValue(detach)) return await Serve(session.DataDirectory, session.Stop);
        var (pid, line) = await AgentLauncher.Start(session.DataDirectory, session.Stop);
        session.Result.Show(new AgentProcess(pid), CommandJson.Default.AgentProcess, text =>
        {
            text.WriteLine(line);
            text.WriteLine($"Process {pid.ToString(CultureInfo.InvariantCulture)}; end it with kill.");
        });
        return ExitCode.Done;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> Serve(string dataDirectory, CancellationToken stop) =>
        AgentHost.Run(dataDirectory, AgentWork.Factory(dataDirectory), Console.Out, stop);
}
