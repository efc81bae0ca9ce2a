using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>An HTTP proxy that knows CONNECT and Basic credentials, and leads every name to one place.</summary>
internal sealed class ConnectProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string expected;
    private readonly int target;

    public ConnectProxy(string user, string password, int target)
    {
        expected = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{password}"));
        this.target = target;
        listener.Start();
        _ = Accept();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Request lines that were let through.</summary>
    public ConcurrentQueue<string> Opened { get; } = new();

    public int Refused;

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task Serve(TcpClient caller)
    {
        using (caller)
        {
            var stream = caller.GetStream();
            while (await ReadHead(stream) is { } head)
            {
                var line = head.Split("\r\n")[0];
                if (!head.Split("\r\n").Contains(expected))
                {
                    Interlocked.Increment(ref Refused);
                    await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                    continue;
                }
                Opened.Enqueue(line);
                using var onward = new TcpClient();
                await onward.ConnectAsync(IPAddress.Loopback, target);
                await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
                await Task.WhenAny(Pump(stream, onward.GetStream()), Pump(onward.GetStream(), stream));
                return;
            }
        }
    }

    private static async Task Pump(Stream from, Stream to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
        }
    }

    private static async Task<string?> ReadHead(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) return null;
            head.Append((char)one[0]);
        }
        return head.ToString();
    }
}
