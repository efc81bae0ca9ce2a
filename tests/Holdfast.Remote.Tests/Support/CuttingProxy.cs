using System.Net;
using System.Net.Sockets;

namespace Holdfast.Remote.Tests.Support;

/// <summary>Relays TCP connections to a port, and breaks the first of them after so many bytes to the server.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly long after;
    private readonly bool stall;
    private readonly List<Socket> sockets = [];
    private long sent;
    private int broken;

    /// <param name="stall">The connection stays open and nothing more goes through; otherwise it is reset.</param>
    public CuttingProxy(int target, long after, bool stall = false)
    {
        (this.target, this.after, this.stall) = (target, after, stall);
        listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that were broken.</summary>
    public int Broken => broken;

    /// <summary>Bytes that went to the server, over all connections.</summary>
    public long Sent => Interlocked.Read(ref sent);

    public void Dispose()
    {
        listener.Stop();
        lock (sockets)
            foreach (var socket in sockets) socket.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(IPAddress.Loopback, target);
                lock (sockets) sockets.AddRange([client, server]);
                _ = Task.Run(() => Up(client, server));
                _ = Task.Run(() => Down(server, client));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Up(Socket client, Socket server)
    {
        long through = 0;
        var buffer = new byte[16 << 10];
        try
        {
            for (int read; (read = await client.ReceiveAsync(buffer)) > 0;)
            {
                if (through + read > after && Interlocked.CompareExchange(ref broken, 1, 0) == 0)
                {
                    if (after > through) await server.SendAsync(buffer.AsMemory(0, (int)(after - through)));
                    if (stall) return;
                    Reset(client);
                    Reset(server);
                    return;
                }
                await SendAll(server, buffer.AsMemory(0, read));
                through += read;
                Interlocked.Add(ref sent, read);
            }
            server.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Reset(client);
            Reset(server);
        }
    }

    private static async Task Down(Socket server, Socket client)
    {
        var buffer = new byte[64 << 10];
        try
        {
            for (int read; (read = await server.ReceiveAsync(buffer)) > 0;) await SendAll(client, buffer.AsMemory(0, read));
            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Reset(client);
            Reset(server);
        }
    }

    private static async Task SendAll(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes)..];
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
        socket.Dispose();
    }
}
