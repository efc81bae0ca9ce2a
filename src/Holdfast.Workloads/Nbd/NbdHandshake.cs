using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Workloads.Nbd;

/// <summary>Agrees with a server on an export, structured replies, and meta contexts: fixed newstyle only.</summary>
internal sealed class NbdHandshake(NbdWire wire, string export)
{
    private const int LongestReply = 64 << 10, MostReplies = 1024;

    private readonly Dictionary<string, uint> contexts = new(StringComparer.Ordinal);

    /// <param name="wanted">Names of meta contexts; those that the server does not have are not granted.</param>
    /// <exception cref="NbdException">It is no NBD server, or it does not give the export.</exception>
    public NbdRemoteExport Run(IReadOnlyList<string> wanted)
    {
        if (Encoding.UTF8.GetByteCount(export) > NbdProtocol.LongestName) throw new NbdException("The name of the export is too long.");
        if (wire.UInt64() != NbdProtocol.Greeting || wire.UInt64() != NbdProtocol.OptionGreeting) throw new NbdException("What answered is no NBD server, or one of the old style.");
        var flags = wire.UInt16();
        if ((flags & NbdProtocol.FixedNewstyle) == 0) throw new NbdException("The NBD server is too old: it does not know the fixed newstyle.");
        Span<byte> answer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(answer, (uint)(flags & (NbdProtocol.FixedNewstyle | NbdProtocol.NoZeroes)));
        wire.Write(answer);
        var isStructured = Ask(NbdOption.StructuredReply, [], static (_, _) => { });
        if (isStructured && wanted.Count > 0) Ask(NbdOption.SetMetaContext, ContextQuery(wanted), TakeContext);
        var told = new Told();
        if (!Ask(NbdOption.Go, GoQuery(), told.Take)) throw new NbdException("The NBD server is too old: it does not know the option GO.");
        return told.Length is { } length ? new NbdRemoteExport(length, told.Flags, told.SmallestBlock, told.LongestPayload, isStructured, contexts)
            : throw new NbdException("The NBD server does not say how long the export is.");
    }

    /// <summary>True where the server agreed; false where it does not know the option.</summary>
    private bool Ask(NbdOption option, byte[] data, Action<NbdOptionReply, byte[]> take)
    {
        var message = new byte[NbdProtocol.OptionLength + data.Length];
        BinaryPrimitives.WriteUInt64BigEndian(message, NbdProtocol.OptionGreeting);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), (uint)option);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(12), data.Length);
        data.CopyTo(message, NbdProtocol.OptionLength);
        wire.Write(message);
        for (var count = 0; count < MostReplies; count++)
        {
            if (wire.UInt64() != NbdProtocol.OptionReplyMagic || wire.UInt32() != (uint)option) throw new NbdException("The NBD server answers something else than it was asked.");
            var reply = (NbdOptionReply)wire.UInt32();
            var content = wire.Bytes(wire.UInt32(), LongestReply);
            if (reply == NbdOptionReply.Ack) return true;
            if (reply == NbdOptionReply.ErrorUnsupported) return false;
            if ((uint)reply >= 0x80000000) throw new NbdException($"The NBD server refuses the export “{export}”: {Text(reply)}{(content.Length == 0 ? "" : $" ({Clean(content)})")}.");
            take(reply, content);
        }
        throw new NbdException("The NBD server does not come to the end of its answer.");
    }

    private byte[] GoQuery()
    {
        var name = Encoding.UTF8.GetBytes(export);
        var query = new byte[4 + name.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(query, name.Length);
        name.CopyTo(query, 4);
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(4 + name.Length), 1);
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(6 + name.Length), (ushort)NbdInfo.BlockSize);
        return query;
    }

    private byte[] ContextQuery(IReadOnlyList<string> wanted)
    {
        var query = new MemoryStream();
        Span<byte> number = stackalloc byte[4];
        void Text(string text, Span<byte> length)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            query.Write(length);
            query.Write(bytes);
        }
        Text(export, number);
        BinaryPrimitives.WriteInt32BigEndian(number, wanted.Count);
        query.Write(number);
        foreach (var context in wanted) Text(context, number);
        return query.ToArray();
    }

    private void TakeContext(NbdOptionReply reply, byte[] content)
    {
        if (reply != NbdOptionReply.MetaContext || content.Length is < 4 or > 4 + NbdProtocol.LongestName) throw new NbdException("The NBD server answers a question about meta contexts with something else.");
        contexts[Encoding.UTF8.GetString(content, 4, content.Length - 4)] = BinaryPrimitives.ReadUInt32BigEndian(content);
    }

    private static string Text(NbdOptionReply reply) => reply switch
    {
        NbdOptionReply.ErrorUnknown => "there is none of that name",
        NbdOptionReply.ErrorTlsRequired => "it wants TLS, which is not used here",
        NbdOptionReply.ErrorPolicy => "it does not allow it",
        NbdOptionReply.ErrorShutdown => "it is shutting down",
        _ => $"error {(uint)reply & 0x7fffffff}",
    };

    private static string Clean(byte[] text) => new([.. Encoding.UTF8.GetString(text, 0, Math.Min(text.Length, 400)).Where(c => !char.IsControl(c))]);

    /// <summary>What the server tells of the export before it agrees.</summary>
    private sealed class Told
    {
        public long? Length { get; private set; }

        public NbdTransmission Flags { get; private set; }

        public int SmallestBlock { get; private set; } = 1;

        public int LongestPayload { get; private set; } = NbdProtocol.DefaultLongestPayload;

        public void Take(NbdOptionReply reply, byte[] content)
        {
            if (reply != NbdOptionReply.Info || content.Length < 2) throw new NbdException("The NBD server answers a question about an export with something else.");
            var body = content.AsSpan(2);
            switch ((NbdInfo)BinaryPrimitives.ReadUInt16BigEndian(content))
            {
                case NbdInfo.Export when body.Length >= 10:
                    var length = BinaryPrimitives.ReadUInt64BigEndian(body);
                    Length = length <= long.MaxValue ? (long)length : throw new NbdException("The NBD server tells a length that no disk has.");
                    Flags = (NbdTransmission)BinaryPrimitives.ReadUInt16BigEndian(body[8..]);
                    break;
                case NbdInfo.BlockSize when body.Length >= 12:
                    var (smallest, longest) = (BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[8..]));
                    if (smallest is 0 or > 64 << 10 || !System.Numerics.BitOperations.IsPow2(smallest)) throw new NbdException("The NBD server tells a block length that is none.");
                    SmallestBlock = (int)smallest;
                    LongestPayload = (int)Math.Min(longest, NbdProtocol.DefaultLongestPayload);
                    if (LongestPayload < SmallestBlock) throw new NbdException("The NBD server allows no request at all.");
                    break;
                default:
                    break; // names and descriptions, and what later versions tell
            }
        }
    }
}
