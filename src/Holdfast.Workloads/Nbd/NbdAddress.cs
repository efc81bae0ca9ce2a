using System.Globalization;
using System.Net.Sockets;

namespace Holdfast.Workloads.Nbd;

/// <summary>Where an NBD server listens: the path of a Unix socket, or a host and a port.</summary>
/// <param name="Host">A name or an IP address; the path of the socket where <see cref="IsSocket"/>.</param>
internal sealed record NbdAddress(string Host, int Port, bool IsSocket)
{
    private const string SocketPrefix = "unix:";

    private const int LongestWait = 180_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static NbdAddress Socket(string path) => new(path, 0, true);

    /// <param name="text">unix:/PATH, HOST, or HOST:PORT; IPv6 addresses in brackets.</param>
    public static bool TryParse(string text, out NbdAddress address)
    {
        address = Socket(text.StartsWith(SocketPrefix, StringComparison.Ordinal) ? text[SocketPrefix.Length..] : "");
        if (address.Host.Length > 0) return Path.IsPathRooted(address.Host);
        var colon = text.LastIndexOf(':');
        if (colon < text.LastIndexOf(']')) colon = -1;
        var port = NbdProtocol.Port;
        if (colon >= 0 && !(int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536)) return false;
        var host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        address = new NbdAddress(host, port, false);
        return host.Length > 0 && Uri.CheckHostName(host) != UriHostNameType.Unknown;
    }

    /// <exception cref="NbdException">Nobody answers there.</exception>
    public Stream Connect(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var socket = IsSocket ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var connected = IsSocket ? socket.ConnectAsync(new UnixDomainSocketEndPoint(Host), limit.Token) : socket.ConnectAsync(Host, Port, limit.Token);
            connected.AsTask().GetAwaiter().GetResult();
            // A server that hangs is a fault, however long a backup may take.
            (socket.ReceiveTimeout, socket.SendTimeout) = (LongestWait, LongestWait);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ArgumentException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new NbdException($"No NBD server answers at {this}: {(error is OperationCanceledException ? "no answer in 20 seconds" : error.Message)}.", error);
        }
    }

    public override string ToString() => IsSocket ? SocketPrefix + Host : Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
