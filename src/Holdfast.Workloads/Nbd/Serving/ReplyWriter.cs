using System.Buffers.Binary;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>Sends the answers of one connection, a piece at a time, each within a time limit. Several may want to at once.</summary>
internal sealed class ReplyWriter(Stream stream, Deadline deadline, TimeSpan progress) : IDisposable
{
    /// <summary>Room that a piece of data needs before it: the header of a structured reply and an offset.</summary>
    public const int Room = NbdProtocol.StructuredReplyLength + 8;

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Cancelled when the connection is over.</summary>
    public CancellationToken Token => deadline.Token;

    /// <summary>Sends pieces that belong together, with nothing of another answer between them.</summary>
    /// <param name="next">Gives the next piece; empty ends it.</param>
    public async Task Send(Func<Task<ReadOnlyMemory<byte>>> next)
    {
        await turn.WaitAsync(Token);
        try
        {
            while (await next() is { Length: > 0 } piece) await Write(piece);
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task Send(ReadOnlyMemory<byte> piece)
    {
        await turn.WaitAsync(Token);
        try
        {
            await Write(piece);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>An answer without data.</summary>
    public Task Simple(ulong cookie, NbdErrorNumber error)
    {
        var reply = new byte[NbdProtocol.SimpleReplyLength];
        WriteSimple(reply, cookie, error);
        return Send(reply);
    }

    /// <summary>The last chunk of an answer that failed.</summary>
    public Task Error(ulong cookie, NbdErrorNumber error)
    {
        var reply = new byte[NbdProtocol.StructuredReplyLength + 6];
        WriteStructured(reply, cookie, NbdReplyKind.Error, NbdReplyFlags.Done, 6);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(NbdProtocol.StructuredReplyLength), (uint)error);
        return Send(reply);
    }

    public static void WriteSimple(Span<byte> reply, ulong cookie, NbdErrorNumber error)
    {
        BinaryPrimitives.WriteUInt32BigEndian(reply, NbdProtocol.SimpleReplyMagic);
        BinaryPrimitives.WriteUInt32BigEndian(reply[4..], (uint)error);
        BinaryPrimitives.WriteUInt64BigEndian(reply[8..], cookie);
    }

    public static void WriteStructured(Span<byte> reply, ulong cookie, NbdReplyKind kind, NbdReplyFlags flags, int length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(reply, NbdProtocol.StructuredReplyMagic);
        BinaryPrimitives.WriteUInt16BigEndian(reply[4..], (ushort)flags);
        BinaryPrimitives.WriteUInt16BigEndian(reply[6..], (ushort)kind);
        BinaryPrimitives.WriteUInt64BigEndian(reply[8..], cookie);
        BinaryPrimitives.WriteInt32BigEndian(reply[16..], length);
    }

    public void Dispose() => turn.Dispose();

    private async Task Write(ReadOnlyMemory<byte> piece)
    {
        deadline.Set(progress);
        await stream.WriteAsync(piece, Token);
        deadline.Clear();
    }
}
