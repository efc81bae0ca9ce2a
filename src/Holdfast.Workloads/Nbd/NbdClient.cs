using System.Buffers.Binary;

namespace Holdfast.Workloads.Nbd;

/// <summary>
/// Reads an export of an NBD server. A long read is split into requests of which several are on their way at once; their replies may come in any order. Thread-safe: one operation at a time.
/// After a fault of the connection everything that follows fails too.
/// </summary>
internal sealed class NbdClient : IDisposable
{
    /// <summary>Bytes of one request, and requests that are on their way at once.</summary>
    private const int RequestBytes = 512 << 10, MostInFlight = 8;

    private const int LongestErrorText = 4096, LongestStatus = 8 << 20;

    private readonly Lock gate = new();
    private readonly NbdWire wire;
    private readonly byte[] header = new byte[NbdProtocol.RequestLength];
    private NbdException? broken;
    private ulong cookie;

    private NbdClient(NbdWire wire, NbdRemoteExport export) => (this.wire, Export) = (wire, export);

    public NbdRemoteExport Export { get; }

    /// <summary>Bytes of content that servers were asked for.</summary>
    public long BytesRead { get; private set; }

    /// <param name="contexts">Meta contexts that will be asked for.</param>
    /// <exception cref="NbdException">The server does not give the export.</exception>
    public static NbdClient Open(NbdAddress address, string export, IReadOnlyList<string> contexts, CancellationToken cancellation) => Open(address.Connect(cancellation), export, contexts);

    /// <param name="stream">A connection; it is closed with the client, and where the handshake fails.</param>
    internal static NbdClient Open(Stream stream, string export, IReadOnlyList<string> contexts)
    {
        var wire = new NbdWire(stream);
        try
        {
            return new NbdClient(wire, new NbdHandshake(wire, export).Run(contexts));
        }
        catch
        {
            wire.Dispose();
            throw;
        }
    }

    /// <param name="offset">A multiple of <see cref="NbdRemoteExport.SmallestBlock"/>, as the buffer's length is.</param>
    /// <exception cref="NbdException">The server reports an error, ended, or does not keep to the protocol.</exception>
    public void Read(long offset, Span<byte> buffer)
    {
        lock (gate)
        {
            ThrowIfBroken();
            try
            {
                var pieces = new NbdPieces(offset, buffer.Length, Math.Min(RequestBytes, Export.LongestPayload / Export.SmallestBlock * Export.SmallestBlock), cookie + 1);
                for (var sent = 0; pieces.Open > 0;)
                {
                    for (; sent < pieces.Count && sent - (pieces.Count - pieces.Open) < MostInFlight; sent++) Send(NbdCommand.Read, NbdCommandFlags.None, pieces.OffsetOf(sent), (uint)pieces.LengthOf(sent));
                    Receive(pieces, buffer);
                }
                BytesRead += buffer.Length;
                pieces.ThrowIfRefused();
            }
            catch (NbdException error) when (!IsRefusal(error))
            {
                broken = error;
                throw;
            }
        }
    }

    /// <summary>States of a range in a context: they cover it from its front, perhaps not up to its end.</summary>
    public List<NbdExtent> Status(long offset, uint length, string context)
    {
        lock (gate)
        {
            ThrowIfBroken();
            if (!Export.Contexts.TryGetValue(context, out var number)) throw new NbdException($"The NBD server does not tell {context}.");
            Send(NbdCommand.BlockStatus, NbdCommandFlags.None, offset, length);
            try
            {
                return ReceiveStatus(length, number);
            }
            catch (NbdException error)
            {
                broken = error;
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            try
            {
                if (broken is null) Send(NbdCommand.Disconnect, NbdCommandFlags.None, 0, 0);
            }
            catch (NbdException error)
            {
                broken = error; // it has gone already
            }
            broken ??= new NbdException("The connection to the NBD server was closed.");
            wire.Dispose();
        }
    }

    private static bool IsRefusal(NbdException error) => error.Data.Contains(nameof(NbdErrorNumber));

    private void ThrowIfBroken()
    {
        if (broken is not null) throw new NbdException(broken.Message, broken);
    }

    private void Send(NbdCommand command, NbdCommandFlags flags, long offset, uint length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(header, NbdProtocol.RequestMagic);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)flags);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)command);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(8), ++cookie);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(16), offset);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(24), length);
        wire.Write(header);
    }

    private void Receive(NbdPieces pieces, Span<byte> buffer)
    {
        var magic = wire.UInt32();
        if (magic == NbdProtocol.SimpleReplyMagic && !Export.IsStructured)
        {
            var error = wire.UInt32();
            var piece = pieces.Find(wire.UInt64());
            if (error != 0) pieces.Refuse(piece, Fault(error, ""));
            else wire.Read(pieces.Take(piece, pieces.OffsetOf(piece), pieces.LengthOf(piece), buffer));
            pieces.Close(piece);
            return;
        }
        if (magic != NbdProtocol.StructuredReplyMagic) throw new NbdException("The NBD server sends something that is no reply.");
        ReceiveChunk(pieces, buffer);
    }

    private void ReceiveChunk(NbdPieces pieces, Span<byte> buffer)
    {
        var (flags, kind) = ((NbdReplyFlags)wire.UInt16(), (NbdReplyKind)wire.UInt16());
        var piece = pieces.Find(wire.UInt64());
        var length = wire.UInt32();
        switch (kind)
        {
            case NbdReplyKind.None when length == 0:
                break;
            case NbdReplyKind.OffsetData when length > 8:
                wire.Read(pieces.Take(piece, Place(wire.UInt64()), length - 8, buffer));
                break;
            case NbdReplyKind.OffsetHole when length == 12:
                var at = Place(wire.UInt64());
                pieces.Take(piece, at, wire.UInt32(), buffer).Clear();
                break;
            case NbdReplyKind.Error or NbdReplyKind.ErrorOffset:
                pieces.Refuse(piece, ReadFault(length));
                break;
            default:
                throw new NbdException($"The NBD server answers a read with a chunk of kind {(ushort)kind} and {length} bytes.");
        }
        if (flags.HasFlag(NbdReplyFlags.Done)) pieces.Close(piece);
    }

    private List<NbdExtent> ReceiveStatus(uint asked, uint context)
    {
        List<NbdExtent>? extents = null;
        NbdException? refused = null;
        for (var isDone = false; !isDone;)
        {
            if (wire.UInt32() != NbdProtocol.StructuredReplyMagic) throw new NbdException("The NBD server sends something that is no structured reply.");
            var (flags, kind) = ((NbdReplyFlags)wire.UInt16(), (NbdReplyKind)wire.UInt16());
            if (wire.UInt64() != cookie) throw new NbdException("The NBD server answers what it was not asked.");
            var length = wire.UInt32();
            isDone = flags.HasFlag(NbdReplyFlags.Done);
            switch (kind)
            {
                case NbdReplyKind.None when length == 0:
                    break;
                case NbdReplyKind.BlockStatus when length >= 12 && (length - 4) % 8 == 0:
                    var bytes = wire.Bytes(length, LongestStatus);
                    if (BinaryPrimitives.ReadUInt32BigEndian(bytes) == context) extents = extents is null ? Extents(bytes, asked) : throw new NbdException("The NBD server tells one context twice.");
                    break;
                case NbdReplyKind.Error or NbdReplyKind.ErrorOffset:
                    refused = ReadFault(length);
                    break;
                default:
                    throw new NbdException($"The NBD server answers a question about blocks with a chunk of kind {(ushort)kind} and {length} bytes.");
            }
            if (!isDone && kind == NbdReplyKind.None) throw new NbdException("The NBD server sends an empty chunk that is not the last.");
        }
        return refused is null ? extents ?? throw new NbdException("The NBD server does not tell the state of blocks.") : throw refused;
    }

    private static List<NbdExtent> Extents(ReadOnlySpan<byte> bytes, uint asked)
    {
        var extents = new List<NbdExtent>(bytes.Length / 8);
        long left = asked;
        for (var at = 4; at < bytes.Length && left > 0; at += 8)
        {
            var length = Math.Min(left, BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]));
            if (length == 0) throw new NbdException("The NBD server tells the state of no blocks.");
            extents.Add(new NbdExtent(length, BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..])));
            left -= length;
        }
        return extents;
    }

    private NbdException ReadFault(uint length)
    {
        if (length < 6) throw new NbdException("The NBD server reports an error that is none.");
        var bytes = wire.Bytes(length, LongestErrorText);
        var text = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(4)), bytes.Length - 6);
        return Fault(BinaryPrimitives.ReadUInt32BigEndian(bytes), new string([.. System.Text.Encoding.UTF8.GetString(bytes, 6, text).Where(c => !char.IsControl(c))]));
    }

    private static NbdException Fault(uint number, string text) =>
        new($"The NBD server could not read: error {(NbdErrorNumber)number}{(text.Length == 0 ? "" : $" ({text})")}.") { Data = { [nameof(NbdErrorNumber)] = number } };

    private static long Place(ulong offset) => offset <= long.MaxValue ? (long)offset : throw new NbdException("The NBD server sends a range that was not asked for.");
}
