using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Vault;

/// <summary>This server's side of the vault.</summary>
internal sealed class VaultStatusCommand() : HoldfastCommand("status", "Shows which vault this server uses, whether it can be reached, what lies there, what may be done, and what a firewall has to let through.")
{
    protected override async Task<int> Run(ParseResult input, Session session) => VaultText.Show(session, await session.Client.Vault(session.Stop));
}
