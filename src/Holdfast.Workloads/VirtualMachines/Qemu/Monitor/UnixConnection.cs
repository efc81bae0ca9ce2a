using System.Net.Sockets;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>A connection to a Unix socket of QEMU.</summary>
internal sealed class UnixConnection : IDisposable
{
    private const int SolSocket = 1, SoPeerCredentials = 17;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Socket socket;

    private UnixConnection(Socket socket)
    {
        this.socket = socket;
        Stream = new NetworkStream(socket, ownsSocket: true);
        Wait = Patience;
    }

    public Stream Stream { get; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Wait
    {
        get => TimeSpan.FromMilliseconds(socket.ReceiveTimeout);
        set => socket.ReceiveTimeout = (int)value.TotalMilliseconds;
    }

    /// <param name="what">Who should answer, for messages.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotReachable"/>.</exception>
    public static UnixConnection Open(string path, string what, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token).AsTask().GetAwaiter().GetResult();
            return new UnixConnection(socket);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ArgumentException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new WorkloadException(WorkloadFault.NotReachable, $"{what} does not answer at {path}: {(error is OperationCanceledException ? "no answer in 10 seconds" : error.Message)}.",
                "Check that the machine runs, that the path is the one of its socket, and that this program's account may open it.", error);
        }
    }

    /// <summary>Process, user, and group on the other side; null where the platform does not tell.</summary>
    public (int Process, uint User, uint Group)? Peer()
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> credentials = stackalloc byte[12];
        return socket.GetRawSocketOption(SolSocket, SoPeerCredentials, credentials) < credentials.Length ? null
            : (BitConverter.ToInt32(credentials), BitConverter.ToUInt32(credentials[4..]), BitConverter.ToUInt32(credentials[8..]));
    }

    public void Dispose() => Stream.Dispose();
}
