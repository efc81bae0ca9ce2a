using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Server.Tests.Agents;

/// <summary>An HTTP proxy that knows CONNECT, asks for a password, and remembers what it was asked for.</summary>
internal sealed class ConnectProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string expected;

    internal ConnectProxy(string user, string password)
    {
        expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        listener.Start();
        _ = Accept();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Targets of the connections that were let through.</summary>
    internal List<string> Passed { get; } = [];

    /// <summary>How many were turned away.</summary>
    internal int Refused { get; private set; }

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return; // disposed
        }
    }

    private async Task Serve(TcpClient caller)
    {
        using (caller)
        {
            var stream = caller.GetStream();
            while (await Head(stream) is { } head)
            {
                if (!head.Contains($"Proxy-Authorization: {expected}\r\n", StringComparison.Ordinal))
                {
                    Refused++;
                    await stream.WriteAsync("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                    continue;
                }
                var target = head.Split(' ')[1];
                using var server = new TcpClient();
                var colon = target.LastIndexOf(':');
                await server.ConnectAsync(target[..colon].Trim('[', ']'), int.Parse(target[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
                lock (Passed) Passed.Add(target);
                await stream.WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray());
                await Task.WhenAny(stream.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(stream));
                return;
            }
        }
    }

    /// <summary>A request up to its empty line; null when the caller has gone.</summary>
    private static async Task<string?> Head(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (head.Length > 8192 || await stream.ReadAsync(one) == 0) return null;
            head.Append((char)one[0]);
        }
        return head.ToString();
    }
}
