using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Holdfast.Workloads.Nbd;

namespace Holdfast.Server.Tests.Exports;

/// <summary>As little of a client as reads a disk: handshake by name, plain replies.</summary>
internal sealed class NbdReader : IAsyncDisposable
{
    private readonly Stream network;
    private Stream stream;

    private NbdReader(Stream network) => this.network = stream = network;

    public long Length { get; private set; }

    /// <summary>Null: the server does not know the name.</summary>
    public static async Task<NbdReader?> Open(string uri, SslClientAuthenticationOptions? tls = null)
    {
        var address = new Uri(uri);
        var reader = new NbdReader(await Connect(address));
        await reader.Take(18);
        await reader.stream.WriteAsync(new byte[] { 0, 0, 0, 3 });
        if (tls is not null) await reader.Secure(tls);
        return await reader.Choose(address.AbsolutePath.Trim('/')) ? reader : null;
    }

    public async Task<byte[]> Read(long offset, int length)
    {
        var request = new byte[NbdProtocol.RequestLength];
        BinaryPrimitives.WriteUInt32BigEndian(request, NbdProtocol.RequestMagic);
        BinaryPrimitives.WriteInt64BigEndian(request.AsSpan(16), offset);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(24), length);
        await stream.WriteAsync(request);
        var reply = await Take(NbdProtocol.SimpleReplyLength);
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32BigEndian(reply.AsSpan(4)));
        return await Take(length);
    }

    /// <summary>The server ends the connection.</summary>
    public async Task<bool> IsEnded()
    {
        try
        {
            return await stream.ReadAsync(new byte[1]) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        await network.DisposeAsync();
    }

    private static async Task<Stream> Connect(Uri address)
    {
        var isFile = address.Scheme == "nbd+unix";
        var socket = isFile ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (isFile) await socket.ConnectAsync(new UnixDomainSocketEndPoint(Uri.UnescapeDataString(address.Query["?socket=".Length..])));
        else await socket.ConnectAsync("127.0.0.1", address.Port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task Secure(SslClientAuthenticationOptions options)
    {
        await Option(NbdOption.StartTls, []);
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32BigEndian((await Take(NbdProtocol.OptionReplyLength)).AsSpan(12)));
        var secured = new SslStream(stream);
        await secured.AuthenticateAsClientAsync(options);
        stream = secured;
    }

    private async Task<bool> Choose(string name)
    {
        await Option(NbdOption.ExportName, Encoding.UTF8.GetBytes(name));
        try
        {
            Length = BinaryPrimitives.ReadInt64BigEndian(await Take(10));
            return true;
        }
        catch (IOException)
        {
            await DisposeAsync();
            return false;
        }
    }

    private async Task Option(NbdOption option, byte[] data)
    {
        var bytes = new byte[NbdProtocol.OptionLength + data.Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, NbdProtocol.OptionGreeting);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), (uint)option);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), data.Length);
        data.CopyTo(bytes, NbdProtocol.OptionLength);
        await stream.WriteAsync(bytes);
    }

    private async Task<byte[]> Take(int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
