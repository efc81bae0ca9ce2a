using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Server.Tests.Applications;

namespace Holdfast.Server.Tests.Machines;

/// <summary>A real server, and a machine to protect.</summary>
internal sealed class MachineServer : ApplicationServer
{
    private MachineServer(MachineWorkload machine) : base(machine) => Machine = machine;

    internal MachineWorkload Machine { get; }

    internal override string Address => "machine://web";

    internal static async Task<MachineServer> Start(byte[] disk)
    {
        var server = new MachineServer(new MachineWorkload { Disk = disk });
        await server.Launch();
        return server;
    }

    internal Task<BrowseResult> Browse(string path, Func<BrowseQuery, BrowseQuery>? more = null) =>
        Client.Recovery.Browse(more is null ? new BrowseQuery(Address) { Path = path } : more(new BrowseQuery(Address) { Path = path }));

    internal async Task<byte[]> Get(string path, int offset = 0)
    {
        using var content = await Client.Recovery.Content(new ContentQuery(Address, path) { Offset = offset });
        var bytes = new byte[content.Coming];
        await content.ReadExactlyAsync(bytes);
        return bytes;
    }
}
