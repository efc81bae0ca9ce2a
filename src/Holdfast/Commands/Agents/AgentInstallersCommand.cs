using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;

namespace Holdfast.Commands.Agents;

/// <summary>How agents come onto other computers.</summary>
internal sealed class AgentInstallersCommand() : HoldfastCommand("installers", "Prints, for Linux and Windows, one command that fetches the program from this server, checks it, and enrolls; {token} is where the token of `agent token` goes.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Agents.Installers(session.Stop);
        session.Result.Show(found, AgentsJson.Default.AgentInstallers, text =>
        {
            foreach (var installer in new[] { found.Linux, found.Windows })
            {
                text.WriteLine(installer.IsAvailable ? $"# {installer.Platform}, SHA-256 {installer.Sha256}" : $"# {installer.Platform}: {installer.Reason}");
                if (installer.Command is { } command) text.WriteLine(command);
                text.WriteLine();
            }
        });
        return ExitCode.Done;
    }
}
