using System.Buffers.Binary;
using System.Text;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Nbd;
using Holdfast.Workloads.Tests.VirtualMachines.Support;

namespace Holdfast.Workloads.Tests.Nbd;

/// <summary>What a server says, cut off and altered.</summary>
public sealed class NbdDamageTests
{
    private const int Length = 1 << 20;

    [Fact]
    public void NbdClient_WholeConversations_AreUnderstood()
    {
        foreach (var conversation in new[] { Structured(), Simple() })
        {
            using var stream = new OneWayStream(new BudgetStream(conversation, 64L << 20));
            Converse(stream, out var dirty, out var read);
            Assert.Equal(Length, read.Length);
            Assert.All(read.AsSpan(0, Length / 2).ToArray(), value => Assert.Equal(7, value));
            if (dirty is not null) Assert.Equal([new ByteRange(65536, 65536)], dirty);
        }
    }

    [Fact]
    public void NbdClient_DamagedConversations_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(71, 6000, [Structured(), Simple()], stream =>
        {
            using var oneWay = new OneWayStream(stream);
            Converse(oneWay, out _, out _);
        }, error => error is NbdException);

        Assert.True(read > 20, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    private static void Converse(Stream stream, out IReadOnlyList<ByteRange>? dirty, out byte[] read)
    {
        using var client = NbdClient.Open(stream, "d", [NbdProtocol.AllocationContext, NbdProtocol.DirtyBitmapPrefix + "b"]);
        using var disk = new NbdDisk(client, 512);
        dirty = null;
        if (client.Export.Length > Length) throw new NbdException("longer than a driver takes");
        if (client.Export.Contexts.Count > 0) dirty = disk.Dirty("b");
        read = new byte[Length];
        client.Read(0, read);
    }

    private static byte[] Structured()
    {
        var wire = new Written();
        Greet(wire);
        Reply(wire, NbdOption.StructuredReply, NbdOptionReply.Ack, []);
        Reply(wire, NbdOption.SetMetaContext, NbdOptionReply.MetaContext, [0, 0, 0, 1, .. Encoding.UTF8.GetBytes(NbdProtocol.AllocationContext)]);
        Reply(wire, NbdOption.SetMetaContext, NbdOptionReply.MetaContext, [0, 0, 0, 2, .. Encoding.UTF8.GetBytes(NbdProtocol.DirtyBitmapPrefix + "b")]);
        Reply(wire, NbdOption.SetMetaContext, NbdOptionReply.Ack, []);
        Reply(wire, NbdOption.Go, NbdOptionReply.Info, [0, (byte)NbdInfo.BlockSize, 0, 0, 0, 1, 0, 0, 16, 0, 2, 0, 0, 0]);
        Go(wire);
        Chunk(wire, NbdReplyKind.BlockStatus, 1, true, [0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 14, 0, 0, 0, 0, 0, 0]);
        Chunk(wire, NbdReplyKind.OffsetData, 2, false, [.. Number(0), .. Enumerable.Repeat((byte)7, Length / 4)]);
        Chunk(wire, NbdReplyKind.OffsetHole, 3, true, [.. Number(Length / 2), 0, 8, 0, 0]);
        Chunk(wire, NbdReplyKind.OffsetData, 2, true, [.. Number(Length / 4), .. Enumerable.Repeat((byte)7, Length / 4)]);
        return wire.ToArray();
    }

    private static byte[] Simple()
    {
        var wire = new Written();
        Greet(wire);
        Reply(wire, NbdOption.StructuredReply, NbdOptionReply.ErrorUnsupported, "no"u8);
        Go(wire);
        for (ulong cookie = 2; cookie > 0; cookie--) wire.U32(NbdProtocol.SimpleReplyMagic).U32(0).U64(cookie).Raw([.. Enumerable.Repeat((byte)7, Length / 2)]);
        return wire.ToArray();
    }

    private static void Greet(Written wire) => wire.U64(NbdProtocol.Greeting).U64(NbdProtocol.OptionGreeting).U16(NbdProtocol.FixedNewstyle | NbdProtocol.NoZeroes);

    private static void Go(Written wire)
    {
        Reply(wire, NbdOption.Go, NbdOptionReply.Info, [0, (byte)NbdInfo.Export, .. Number(Length), 0, (byte)(NbdTransmission.HasFlags | NbdTransmission.ReadOnly)]);
        Reply(wire, NbdOption.Go, NbdOptionReply.Ack, []);
    }

    private static void Reply(Written wire, NbdOption option, NbdOptionReply reply, ReadOnlySpan<byte> content) =>
        wire.U64(NbdProtocol.OptionReplyMagic).U32((uint)option).U32((uint)reply).U32((uint)content.Length).Raw(content);

    private static void Chunk(Written wire, NbdReplyKind kind, ulong cookie, bool isDone, ReadOnlySpan<byte> content) =>
        wire.U32(NbdProtocol.StructuredReplyMagic).U16((ushort)(isDone ? NbdReplyFlags.Done : NbdReplyFlags.None)).U16((ushort)kind).U64(cookie).U32((uint)content.Length).Raw(content);

    private static byte[] Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    private sealed class Written
    {
        private readonly List<byte> bytes = [];

        public Written U16(ushort value) => Raw([(byte)(value >> 8), (byte)(value & 0xff)]);

        public Written U32(uint value) => U16((ushort)(value >> 16)).U16((ushort)(value & 0xffff));

        public Written U64(ulong value) => U32((uint)(value >> 32)).U32((uint)(value & 0xffffffff));

        public Written Raw(ReadOnlySpan<byte> some)
        {
            bytes.AddRange(some);
            return this;
        }

        public byte[] ToArray() => [.. bytes];
    }
}
