using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Disks;

/// <summary>Lists the disks of the pool.</summary>
internal sealed class DiskListCommand() : HoldfastCommand("list", "Lists the disks of the storage pool.")
{
    protected override async Task<int> Run(ParseResult input, Session session) => DiskText.Show(session, await session.Client.Disks(session.Stop));
}
