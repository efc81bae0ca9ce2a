using System.Buffers;
using System.Buffers.Binary;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>Answers one read, piece by piece: memory is one piece, however much was asked for.</summary>
internal sealed class ReadAnswer(NbdServer server, ReplyWriter replies, NbdRequest request)
{
    private readonly ByteRange range = new((long)request.Offset, request.Length);
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(NbdServerLimits.LongestPiece + ReplyWriter.Room);

    /// <summary>Chunks of their own for holes; a failure has a chunk of its own as well.</summary>
    /// <param name="whole">In one chunk; it is no longer than a piece.</param>
    public async Task Structured(bool whole)
    {
        try
        {
            using var pieces = (whole ? [new ReadPiece(range.Offset, (int)range.Length, IsHole: false, IsLast: true)] : ReadPiece.Of(server.Export.Disk, range)).GetEnumerator();
            while (await server.OnDisk(() => Next(pieces), replies.Token) is { Length: > 0 } chunk) await replies.Send(chunk);
        }
        catch (DiskFailure)
        {
            await replies.Error(request.Cookie, NbdErrorNumber.InputOutput);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>All in one. Once it has begun there is no way to tell a failure but to end the connection.</summary>
    public async Task Simple()
    {
        var at = 0;
        try
        {
            var first = await server.OnDisk(() => Part(0), replies.Token);
            await replies.Send(async () => at == request.Length ? ReadOnlyMemory<byte>.Empty : at == 0 ? Taken(first) : Taken(await server.OnDisk(() => Part(at), replies.Token)));
        }
        catch (DiskFailure)
        {
            if (at > 0) throw new NbdEnded(NbdEnd.Failed);
            await replies.Simple(request.Cookie, NbdErrorNumber.InputOutput);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        ReadOnlyMemory<byte> Taken(ReadOnlyMemory<byte> part)
        {
            at += at == 0 ? part.Length - NbdProtocol.SimpleReplyLength : part.Length;
            return part;
        }
    }

    /// <summary>Runs what reads a disk; its faults are told from those of the connection by <see cref="DiskFailure"/>.</summary>
    internal static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or MalformedFileException or ObjectDisposedException)
        {
            throw new DiskFailure(failure);
        }
    }

    private ReadOnlyMemory<byte> Part(int at) => Guarded(() =>
    {
        var head = at == 0 ? NbdProtocol.SimpleReplyLength : 0;
        var length = (int)Math.Min(request.Length - at, NbdServerLimits.LongestPiece);
        server.Export.Disk.Read(range.Offset + at, buffer.AsSpan(head, length));
        server.NoteRead(length);
        if (head > 0) ReplyWriter.WriteSimple(buffer, request.Cookie, NbdErrorNumber.None);
        return buffer.AsMemory(0, head + length);
    });

    private ReadOnlyMemory<byte> Next(IEnumerator<ReadPiece> pieces) => Guarded(() =>
    {
        if (!pieces.MoveNext()) return ReadOnlyMemory<byte>.Empty;
        var piece = pieces.Current;
        var payload = 8 + (piece.IsHole ? 4 : piece.Length);
        ReplyWriter.WriteStructured(
            buffer, request.Cookie, piece.IsHole ? NbdReplyKind.OffsetHole : NbdReplyKind.OffsetData, piece.IsLast ? NbdReplyFlags.Done : NbdReplyFlags.None, payload);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(NbdProtocol.StructuredReplyLength), piece.Offset);
        if (piece.IsHole) BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(ReplyWriter.Room), piece.Length);
        else server.Export.Disk.Read(piece.Offset, buffer.AsSpan(ReplyWriter.Room, piece.Length));
        if (!piece.IsHole) server.NoteRead(piece.Length);
        return buffer.AsMemory(0, NbdProtocol.StructuredReplyLength + payload);
    });
}
