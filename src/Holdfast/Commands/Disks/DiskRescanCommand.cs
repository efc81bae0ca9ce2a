using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Disks;

/// <summary>Looks for disks that came back.</summary>
internal sealed class DiskRescanCommand() : HoldfastCommand("rescan", "Looks again at every disk: which are there, writable, and how full.")
{
    protected override async Task<int> Run(ParseResult input, Session session) => DiskText.Show(session, await session.Client.RescanDisks(session.Stop));
}
