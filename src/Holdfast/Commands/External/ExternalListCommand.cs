using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.External;

/// <summary>Lists the other servers that are known here.</summary>
internal sealed class ExternalListCommand() : HoldfastCommand("list", "Lists the other servers whose vault copies are known here.")
{
    protected override async Task<int> Run(ParseResult input, Session session) => ExternalText.Show(session, await session.Client.Externals(session.Stop));
}
