using System.Net.Sockets;

namespace Holdfast.Server.Exports;

/// <summary>An open socket or port, and how clients name it.</summary>
/// <param name="Address">Path of the socket, or host and port.</param>
/// <param name="Uri">As programs take it; holds the name.</param>
/// <param name="SocketFile">To be removed at the end; null for a port.</param>
internal sealed record ExportListener(Socket Socket, string Address, string Uri, string? SocketFile) : IDisposable
{
    public void Dispose()
    {
        Socket.Dispose();
        if (SocketFile is not null) File.Delete(SocketFile);
    }
}
