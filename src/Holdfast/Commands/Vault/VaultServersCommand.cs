using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.External;

namespace Holdfast.Commands.Vault;

/// <summary>The servers of the vault.</summary>
internal sealed class VaultServersCommand() : HoldfastCommand("servers", "Lists this server and the others of the vault that are known here.")
{
    protected override async Task<int> Run(ParseResult input, Session session) => ExternalText.Show(session, await session.Client.VaultServers(session.Stop));
}
