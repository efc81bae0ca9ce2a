using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Format;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>The way to a server: a socket, and TLS over it where it is wanted.</summary>
internal sealed class Transport : IDisposable
{
    private const int SslRequest = 80877103;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket socket;

    private Transport(Socket socket, Stream stream, byte[]? binding)
    {
        this.socket = socket;
        Stream = stream;
        Binding = binding;
    }

    public Stream Stream { get; }

    /// <summary>Nobody in between can read or change what goes over it unseen by the kernel: TLS or a local socket.</summary>
    public bool IsConfidential => Stream is SslStream || socket.AddressFamily == AddressFamily.Unix;

    public bool IsEncrypted => Stream is SslStream;

    /// <summary>Hash of the server's certificate as RFC 5929 wants it; null without TLS.</summary>
    public byte[]? Binding { get; }

    public static Transport Open(ConnectionOrder order, CancellationToken cancellation)
    {
        var socket = Connect(order.Address, cancellation);
        try
        {
            var stream = new NetworkStream(socket, ownsSocket: true);
            if (order.Address.IsSocket || order.Options.Tls == TlsMode.Disable) return new Transport(socket, stream, null);
            stream.Write(new MessageWriter().Int32(SslRequest).Done());
            // One byte and no more: what somebody in between sent along must not be taken for something that came encrypted.
            var answer = stream.ReadByte();
            if (answer == 'S') return Encrypt(order, socket, stream);
            if (answer != 'N') throw new MalformedDataException("What answered is no PostgreSQL server.");
            if (order.Options.Tls == TlsMode.Prefer) return new Transport(socket, stream, null);
            throw new WorkloadException(WorkloadFault.NotPossible, $"The server {order.Address} does not offer TLS.", "Turn ssl on in the server's configuration, or set the option sslMode to prefer.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>How long a read may take; 0: without end. Not while a read is under way.</summary>
    public void SetPatience(TimeSpan patience) => socket.ReceiveTimeout = (int)patience.TotalMilliseconds;

    public void Dispose()
    {
        // The socket first: closing TLS politely would wait for a server that may be gone.
        socket.Dispose();
        Stream.Dispose();
    }

    private static Socket Connect(ServerAddress address, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var socket = address.IsSocket ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (address.IsSocket) socket.ConnectAsync(new UnixDomainSocketEndPoint(address.SocketPath), limit.Token).AsTask().GetAwaiter().GetResult();
            else
            {
                socket.ConnectAsync(address.Host, address.Port, limit.Token).AsTask().GetAwaiter().GetResult();
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            }
            socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
            return socket;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ArgumentException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new WorkloadException(WorkloadFault.NotReachable, $"No PostgreSQL server answers at {address}: {(error is OperationCanceledException ? "no answer in 20 seconds" : error.Message)}.",
                "Check that it runs, that listen_addresses and port are what the address says, and that no firewall is between.", error);
        }
    }

    private static Transport Encrypt(ConnectionOrder order, Socket socket, NetworkStream plain)
    {
        var policy = new ServerCertificatePolicy(order.Options.Tls, order.Options.RootCertificate);
        var stream = new SslStream(plain, leaveInnerStreamOpen: false, policy.Accept);
        try
        {
            stream.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = order.Address.Host, CertificateRevocationCheckMode = X509RevocationMode.NoCheck, ApplicationProtocols = [new SslApplicationProtocol("postgresql")],
            });
            return new Transport(socket, stream, Hash(stream.RemoteCertificate));
        }
        catch (System.Security.Authentication.AuthenticationException error)
        {
            throw new WorkloadException(WorkloadFault.NotReachable, $"The TLS connection to {order.Address} was refused: {policy.Reason ?? error.Message}",
                "Give the authority that signed the server's certificate with the option sslRootCertificate, and the name in the certificate as host.", error);
        }
    }

    private static byte[]? Hash(X509Certificate? certificate)
    {
        if (certificate is null) return null;
        using var whole = new X509Certificate2(certificate);
        // md5 and sha1 count as sha256; algorithms whose hash cannot be told (such as Ed25519) are not bound.
        return whole.SignatureAlgorithm.Value switch
        {
            "1.2.840.113549.1.1.4" or "1.2.840.113549.1.1.5" or "1.2.840.113549.1.1.11" or "1.2.840.10045.4.1" or "1.2.840.10045.4.3.2" => SHA256.HashData(whole.RawDataMemory.Span),
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => SHA384.HashData(whole.RawDataMemory.Span),
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => SHA512.HashData(whole.RawDataMemory.Span),
            _ => null,
        };
    }
}
