using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands;

/// <summary>Whether anything answers: for a container's health, which a setup that waits for its wizard has, too.</summary>
internal sealed class ReadyCommand() : HoldfastCommand("ready", "Says whether the server, or the setup in its place, answers. Exit code 4 where neither does.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var ready = await session.Client.Ready(session.Stop);
        session.Result.Show(ready, ApiJson.Default.ReadyInfo, text => text.WriteLine(ready.IsSetup ? $"The setup of Holdfast {ready.Version} waits for its wizard." : $"Holdfast {ready.Version} is ready."));
        return ready.Ready ? ExitCode.Done : ExitCode.Failed;
    }
}
