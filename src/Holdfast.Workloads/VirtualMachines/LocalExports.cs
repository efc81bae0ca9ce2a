using System.Net.Sockets;
using System.Security.Cryptography;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Nbd.Serving;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>Disks that programs of this computer read over Unix sockets in a folder of its own: what starts a machine from a point, or converts a disk, needs no copy of it.</summary>
internal sealed class LocalExports : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hf").FullName;
    private readonly CancellationTokenSource stop = new();
    private readonly List<(Socket Socket, NbdServer Server, IDisk Disk, Task Accepting)> all = [];
    private readonly TimeProvider clock;

    public LocalExports(TimeProvider clock) => this.clock = clock;

    /// <summary>Gives a disk out. It is disposed with this.</summary>
    /// <returns>Where, as QEMU's programs take it.</returns>
    public string Add(IDisk disk)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var path = Path.Combine(folder, name);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(16);
        var server = new NbdServer(new ServedExport(name, disk, "A disk of a recovery point"), NbdServerLimits.Standard, clock);
        all.Add((socket, server, disk, Accept(socket, server, stop.Token)));
        return $"nbd+unix:///{name}?socket={Uri.EscapeDataString(path)}";
    }

    public void Dispose()
    {
        stop.Cancel();
        foreach (var (socket, _, _, _) in all) socket.Dispose();
        foreach (var (_, server, disk, accepting) in all)
        {
            accepting.GetAwaiter().GetResult();
            server.Dispose();
            disk.Dispose();
        }
        stop.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task Accept(Socket listener, NbdServer server, CancellationToken stop)
    {
        var clients = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(stop);
                clients.RemoveAll(served => served.IsCompleted);
                clients.Add(Serve(client, server, stop));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break; // the listener was closed
            }
        }
        await Task.WhenAll(clients);
    }

    private static async Task Serve(Socket client, NbdServer server, CancellationToken stop)
    {
        await using var stream = new NetworkStream(client, ownsSocket: true);
        await server.Serve(stream, stop);
    }
}
