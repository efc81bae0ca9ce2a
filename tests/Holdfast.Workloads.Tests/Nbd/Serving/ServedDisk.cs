using System.Net.Sockets;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Nbd.Serving;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

/// <summary>A disk behind a socket in a temporary folder, for real clients.</summary>
internal sealed class ServedDisk : IAsyncDisposable
{
    private readonly TempTree tree = new();
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly NbdServer server;
    private readonly Task accepting;

    public ServedDisk(IDisk disk, NbdServerLimits? limits = null, TimeProvider? time = null)
    {
        server = new NbdServer(new ServedExport("disk", disk, "a disk"), limits ?? NbdServerLimits.Standard, time ?? TimeProvider.System);
        socket.Bind(new UnixDomainSocketEndPoint(tree["s"]));
        socket.Listen();
        accepting = Accept();
    }

    public string Folder => tree.Root;

    public string Uri => $"nbd+unix:///disk?socket={tree["s"]}";

    public NbdFigures Figures => server.Figures;

    public List<Task<NbdEnd>> Ends { get; } = [];

    public async Task<NetworkStream> Connect()
    {
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(tree["s"]), TestContext.Current.CancellationToken);
        return new NetworkStream(client, ownsSocket: true);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        await Task.WhenAll(Ends);
        socket.Dispose();
        server.Dispose();
        stop.Dispose();
        tree.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await socket.AcceptAsync(stop.Token);
                lock (Ends) Ends.Add(Task.Run(() => Serve(client)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task<NbdEnd> Serve(Socket client)
    {
        await using var stream = new NetworkStream(client, ownsSocket: true);
        return await server.Serve(stream, stop.Token);
    }
}
