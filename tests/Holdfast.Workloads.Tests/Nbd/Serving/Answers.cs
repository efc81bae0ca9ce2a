using System.Buffers.Binary;
using Holdfast.Workloads.Nbd;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

/// <summary>Takes apart what a server answered.</summary>
internal sealed class Answers(byte[] bytes)
{
    private int at = 18; // behind the greeting

    public bool IsEmpty => at == bytes.Length;

    public (NbdOption Option, NbdOptionReply Reply, byte[] Data) Option()
    {
        Assert.Equal(NbdProtocol.OptionReplyMagic, BinaryPrimitives.ReadUInt64BigEndian(Take(8)));
        var (option, reply) = ((NbdOption)Number(), (NbdOptionReply)Number());
        return (option, reply, Take((int)Number()).ToArray());
    }

    /// <summary>Replies up to the one that ends the option.</summary>
    public List<(NbdOptionReply Reply, byte[] Data)> OptionReplies(NbdOption expected)
    {
        var replies = new List<(NbdOptionReply, byte[])>();
        while (true)
        {
            var (option, reply, data) = Option();
            Assert.Equal(expected, option);
            replies.Add((reply, data));
            if (reply == NbdOptionReply.Ack || (uint)reply >> 31 == 1) return replies;
        }
    }

    public (ulong Cookie, NbdErrorNumber Error) Simple()
    {
        Assert.Equal(NbdProtocol.SimpleReplyMagic, Number());
        var error = (NbdErrorNumber)Number();
        return (BinaryPrimitives.ReadUInt64BigEndian(Take(8)), error);
    }

    public (ulong Cookie, NbdReplyKind Kind, bool IsLast, byte[] Data) Chunk()
    {
        Assert.Equal(NbdProtocol.StructuredReplyMagic, Number());
        var flags = BinaryPrimitives.ReadUInt16BigEndian(Take(2));
        var kind = (NbdReplyKind)BinaryPrimitives.ReadUInt16BigEndian(Take(2));
        var cookie = BinaryPrimitives.ReadUInt64BigEndian(Take(8));
        return (cookie, kind, (flags & 1) == 1, Take((int)Number()).ToArray());
    }

    public uint Number() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ReadOnlySpan<byte> Take(int count)
    {
        Assert.True(count >= 0 && at + count <= bytes.Length, $"The answer ends at byte {bytes.Length}; {count} bytes from byte {at} were expected.");
        at += count;
        return bytes.AsSpan(at - count, count);
    }
}
