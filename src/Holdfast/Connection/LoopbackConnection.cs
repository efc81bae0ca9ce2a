using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Connection;

/// <summary>
/// HTTP/1.1 to a server on this computer: one connection a request, plain sockets, no proxy, no redirects. Starting the framework's own
/// client takes longer than everything else that a command does (docs/performance.md), and none of what it can do is needed here.
/// </summary>
internal static class LoopbackConnection
{
    private const int FirstBuffer = 64 << 10, LargestAnswer = 1 << 30;

    /// <summary>Sends one request and reads all of the answer. Faults are <see cref="HttpRequestException"/>.</summary>
    /// <param name="head">Method, path, and header lines, each ended by CR LF; without host, connection, and length.</param>
    internal static HttpAnswer Send(int port, string head, ReadOnlySpan<byte> body, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        // Blocking calls start faster than asynchronous ones and cannot be cancelled; closing the socket ends them.
        using var cancel = cancellation.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            SendAll(socket, Encoding.Latin1.GetBytes($"{head}Host: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n"));
            SendAll(socket, body);
            return HttpAnswer.Parse(ReadToEnd(socket));
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new HttpRequestException(failure.Message, failure);
        }
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[socket.Send(bytes)..];
    }

    private static ReadOnlyMemory<byte> ReadToEnd(Socket socket)
    {
        var buffer = new byte[FirstBuffer];
        var length = 0;
        while (socket.Receive(buffer.AsSpan(length)) is > 0 and var read)
        {
            length += read;
            if (length < buffer.Length) continue;
            if (length >= LargestAnswer) throw new HttpRequestException("The answer is larger than any that Holdfast sends.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        return buffer.AsMemory(0, length);
    }
}
