using System.Runtime.InteropServices;
using System.Security.Authentication;
using Org.BouncyCastle.Tls;

namespace Holdfast.Agent.Tls;

/// <summary>A secured connection. One reader and one writer at a time, on any threads. The engine beneath does no input or output of its own: bytes are moved here.</summary>
internal sealed class ManagedTlsStream : Stream
{
    /// <summary>Largest TLS record, and as much as one turn of the lock encrypts.</summary>
    private const int RecordSize = 16_384;

    private readonly Stream transport;
    private readonly TlsClientProtocol protocol = new();
    private readonly Lock state = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly byte[] received = new byte[RecordSize + 512];
    private bool disposed;

    private ManagedTlsStream(Stream transport) => this.transport = transport;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static async ValueTask<Stream> ConnectAsync(Stream transport, ManagedTlsPeer peer, CancellationToken cancellation)
    {
        var stream = new ManagedTlsStream(transport);
        try
        {
            stream.protocol.Connect(peer);
            await stream.SendPendingAsync(cancellation);
            while (stream.protocol.IsHandshaking)
                if (!await stream.ReceiveAsync(cancellation)) throw new IOException("The server closed the connection during the handshake.");
            return stream;
        }
        catch (Exception error) when (error is TlsException or IOException)
        {
            await stream.DisposeAsync();
            throw new AuthenticationException(peer.Refusal is { } refusal ? $"The server's certificate is refused: {refusal}." : $"No secure connection: {error.Message}", error);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            lock (state)
            {
                var available = protocol.GetAvailableInputBytes();
                if (available > 0) return buffer.IsEmpty ? 0 : TakeInput(buffer, Math.Min(available, buffer.Length));
                if (protocol.IsClosed) return 0;
            }
            if (!await ReceiveAsync(cancellationToken)) return 0;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            for (var rest = buffer; !rest.IsEmpty;)
            {
                var part = rest[..Math.Min(rest.Length, RecordSize)];
                lock (state) protocol.WriteApplicationData(part.Span);
                rest = rest[part.Length..];
                await DrainAsync(cancellationToken);
            }
        }
        finally
        {
            sending.Release();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => transport.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is asynchronous only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is asynchronous only.");

    public override void Flush() => transport.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!disposing || disposed) return;
        disposed = true;
        // Without a farewell on the wire: HTTP/2 has said GOAWAY, and a peer that is gone must not hold this up.
        transport.Dispose();
    }

    /// <summary>Takes what the transport has, and answers what the protocol itself wants answered.</summary>
    /// <returns>False where the transport ended.</returns>
    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellation)
    {
        var count = await transport.ReadAsync(received, cancellation);
        if (count == 0)
        {
            // An end without a farewell is an end that anybody on the way could have made.
            lock (state) return protocol.IsClosed ? false : throw new IOException("The connection ended without notice.");
        }
        bool hasAnswer;
        try
        {
            lock (state)
            {
                protocol.OfferInput(received, 0, count);
                hasAnswer = protocol.GetAvailableOutputBytes() > 0;
            }
        }
        catch (TlsException)
        {
            await SendPendingAsync(cancellation);
            throw;
        }
        if (hasAnswer) await SendPendingAsync(cancellation);
        return true;
    }

    private int TakeInput(Memory<byte> buffer, int count)
    {
        if (MemoryMarshal.TryGetArray<byte>(buffer, out var array)) return protocol.ReadInput(array.Array!, array.Offset, count);
        var copy = new byte[count];
        count = protocol.ReadInput(copy, 0, count);
        copy.AsSpan(0, count).CopyTo(buffer.Span);
        return count;
    }

    private async ValueTask SendPendingAsync(CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation);
        try
        {
            await DrainAsync(cancellation);
        }
        finally
        {
            sending.Release();
        }
    }

    // Only while sending is held: records must leave in the order in which they were made.
    private async ValueTask DrainAsync(CancellationToken cancellation)
    {
        byte[] pending;
        int count;
        lock (state)
        {
            count = protocol.GetAvailableOutputBytes();
            if (count == 0) return;
            pending = System.Buffers.ArrayPool<byte>.Shared.Rent(count);
            count = protocol.ReadOutput(pending, 0, count);
        }
        try
        {
            await transport.WriteAsync(pending.AsMemory(0, count), cancellation);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(pending);
        }
    }
}
