using System.Buffers.Binary;
using Holdfast.Workloads.Nbd;
using Holdfast.Workloads.Nbd.Serving;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

public class TransmissionTests
{
    private readonly MemoryDisk disk = new(MemoryDisk.Content(1 << 20));

    private static ClientBytes Plain => new ClientBytes().Flags().Name(NbdOption.Go, Conversation.Name);

    private static ClientBytes Structured => new ClientBytes().Flags().Option(NbdOption.StructuredReply).Contexts(NbdOption.SetMetaContext, Conversation.Name, "base:allocation")
        .Name(NbdOption.Go, Conversation.Name);

    [Fact]
    public async Task Read_Plain_GivesTheBytes()
    {
        var answers = await Ask(Plain.Request(NbdCommand.Read, 1000, 600_000));
        Assert.Equal((1ul, NbdErrorNumber.None), answers.Simple());
        Assert.True(answers.Take(600_000).SequenceEqual(disk.Bytes.AsSpan(1000, 600_000)));
    }

    [Fact]
    public async Task Read_Structured_TellsHolesAsHoles()
    {
        var answers = await Ask(Structured.Request(NbdCommand.Read, 1000, 1_000_000));
        var (read, holes) = Collect(answers, 1000, 1_000_000);
        Assert.True(read.AsSpan().SequenceEqual(disk.Bytes.AsSpan(1000, 1_000_000)));
        Assert.Equal(7 * 65_536L + 1_001_000 - 15 * 65_536, holes);
    }

    [Fact]
    public async Task Read_WithoutFragments_ComesInOneChunk()
    {
        var answers = await Ask(Structured.Request(NbdCommand.Read, 32 << 10, 65_536, NbdCommandFlags.DontFragment).Request(NbdCommand.Read, 0, NbdServerLimits.LongestPiece + 1, NbdCommandFlags.DontFragment));
        var chunks = new[] { answers.Chunk(), answers.Chunk() }.OrderBy(chunk => chunk.Cookie).ToList();
        Assert.Equal((NbdReplyKind.OffsetData, true), (chunks[0].Kind, chunks[0].IsLast));
        Assert.True(chunks[0].Data.AsSpan(8).SequenceEqual(disk.Bytes.AsSpan(32 << 10, 65_536)));
        Assert.Equal((NbdReplyKind.Error, NbdErrorNumber.Overflow), (chunks[1].Kind, ErrorOf(chunks[1].Data)));
    }

    [Theory]
    [InlineData(1ul << 20, 1u)]
    [InlineData((1ul << 20) - 1, 2u)]
    [InlineData(ulong.MaxValue, 1u)]
    [InlineData(ulong.MaxValue - 3, 8u)]
    [InlineData(1ul << 63, 512u)]
    [InlineData(0ul, 0u)]
    [InlineData(0ul, uint.MaxValue)]
    public async Task Read_OutsideOfTheDisk_IsInvalid(ulong offset, uint length)
    {
        var answers = await Ask(Plain.Request(NbdCommand.Read, offset, length).Request(NbdCommand.Flush));
        Assert.Equal(NbdErrorNumber.Invalid, answers.Simple().Error);
        Assert.Equal((2ul, NbdErrorNumber.None), answers.Simple());
        var chunk = (await Ask(Structured.Request(NbdCommand.Read, offset, length))).Chunk();
        Assert.Equal((NbdReplyKind.Error, true, NbdErrorNumber.Invalid), (chunk.Kind, chunk.IsLast, ErrorOf(chunk.Data)));
    }

    [Fact]
    public async Task Changes_AreNotPermitted()
    {
        var client = Plain.Request(NbdCommand.Write, 0, 70_000).Raw(new byte[70_000]).Request(NbdCommand.Trim, 0, 4096).Request(NbdCommand.WriteZeroes, 0, 4096).Request(NbdCommand.Flush);
        var before = (byte[])disk.Bytes.Clone();
        var answers = await Ask(client);
        for (ulong i = 1; i <= 3; i++) Assert.Equal((i, NbdErrorNumber.NotPermitted), answers.Simple());
        Assert.Equal((4ul, NbdErrorNumber.None), answers.Simple());
        Assert.Equal(before, disk.Bytes);
    }

    [Fact]
    public async Task Write_BeyondTheLongestPayload_EndsTheConnection()
    {
        var (end, answers) = await Conversation.Hold(disk, Plain.Request(NbdCommand.Write, 0, (32 << 20) + 1).Raw(new byte[1000]));
        Assert.Equal(NbdEnd.Violation, end);
        _ = answers.OptionReplies(NbdOption.Go);
        Assert.True(answers.IsEmpty);
    }

    [Fact]
    public async Task Commands_UnknownOrWithUnknownFlags_AreInvalid()
    {
        var client = Plain.Request((NbdCommand)99, 0, 512).Request(NbdCommand.Read, 0, 512, (NbdCommandFlags)0x80).Request(NbdCommand.Read, 0, 512, NbdCommandFlags.DontFragment)
            .Request(NbdCommand.BlockStatus, 0, 512).Request(NbdCommand.Flush, 1, 0).Request(NbdCommand.Cache, 1 << 20, 1).Request(NbdCommand.Cache, 0, 512);
        var answers = await Ask(client);
        for (ulong i = 1; i <= 6; i++) Assert.Equal((i, NbdErrorNumber.Invalid), answers.Simple());
        Assert.Equal((7ul, NbdErrorNumber.None), answers.Simple());
    }

    [Fact]
    public async Task Requests_WithoutTheirMagic_EndTheConnection()
    {
        var (end, _) = await Conversation.Hold(disk, Plain.Raw(new byte[28]));
        Assert.Equal(NbdEnd.Violation, end);
    }

    [Fact]
    public async Task BlockStatus_TellsDataAndHoles()
    {
        var answers = await Ask(Structured.Request(NbdCommand.BlockStatus, 4096, 200_000).Request(NbdCommand.BlockStatus, 4096, 200_000, NbdCommandFlags.OneExtent));
        var chunks = new[] { answers.Chunk(), answers.Chunk() }.OrderBy(chunk => chunk.Cookie).ToList();
        Assert.All(chunks, chunk => Assert.Equal((NbdReplyKind.BlockStatus, true), (chunk.Kind, chunk.IsLast)));
        Assert.Equal([1u, .. Extents((61_440u, 0u), (65_536u, 3u), (65_536u, 0u), (7_488u, 3u))], Numbers(chunks[0].Data).Take(1).Concat(Joined(Numbers(chunks[0].Data)[1..])));
        Assert.Equal(3, Numbers(chunks[1].Data).Length);
    }

    [Fact]
    public async Task Read_DamagedDisk_IsAnErrorAndNotTheEnd()
    {
        var damaged = new MemoryDisk(disk.Bytes) { DamagedAt = 20_000 };
        var plain = await Ask(Plain.Request(NbdCommand.Read, 16_384, 8192).Request(NbdCommand.Read, 0, 512), damaged);
        Assert.Equal((1ul, NbdErrorNumber.InputOutput), Ordered(plain.Simple, plain, 512).First());
        var chunk = (await Ask(Structured.Request(NbdCommand.Read, 16_384, 8192), damaged)).Chunk();
        Assert.Equal((NbdReplyKind.Error, true, NbdErrorNumber.InputOutput), (chunk.Kind, chunk.IsLast, ErrorOf(chunk.Data)));
    }

    [Fact]
    public async Task Read_DamagedInTheMiddleOfAPlainAnswer_EndsTheConnection()
    {
        var damaged = new MemoryDisk(disk.Bytes) { DamagedAt = 600_000 };
        var (end, answers) = await Conversation.Hold(damaged, Plain.Request(NbdCommand.Read, 0, 1 << 20));
        Assert.Equal(NbdEnd.Failed, end);
        _ = answers.OptionReplies(NbdOption.Go);
        Assert.Equal(NbdErrorNumber.None, answers.Simple().Error);
        Assert.True(answers.Take(NbdServerLimits.LongestPiece).SequenceEqual(disk.Bytes.AsSpan(0, NbdServerLimits.LongestPiece)));
    }

    [Fact]
    public async Task Reads_ManyAtOnce_AreWorkedOnAFewAtATime()
    {
        using var held = new ManualResetEventSlim();
        var slow = new MemoryDisk(disk.Bytes) { HeldUp = held };
        var client = Plain;
        for (uint i = 0; i < 200; i++) client.Request(NbdCommand.Read, i * 512, 512);
        var conversation = Conversation.Hold(slow, client.Request(NbdCommand.Disconnect));
        held.Set();
        var (end, answers) = await conversation;
        Assert.Equal(NbdEnd.Finished, end);
        _ = answers.OptionReplies(NbdOption.Go);
        var seen = new HashSet<ulong>();
        while (!answers.IsEmpty)
        {
            var (cookie, error) = answers.Simple();
            Assert.Equal(NbdErrorNumber.None, error);
            Assert.True(answers.Take(512).SequenceEqual(disk.Bytes.AsSpan((int)(cookie - 1) * 512, 512)));
            seen.Add(cookie);
        }
        Assert.Equal(200, seen.Count);
        Assert.InRange(slow.MostReads, 1, NbdServerLimits.MostReads);
    }

    private async Task<Answers> Ask(ClientBytes client, MemoryDisk? of = null)
    {
        var (end, answers) = await Conversation.Hold(of ?? disk, client.Request(NbdCommand.Disconnect));
        Assert.Equal(NbdEnd.Finished, end);
        while (answers.Option() is var (option, reply, _) && (option != NbdOption.Go || reply != NbdOptionReply.Ack))
        {
        }
        return answers;
    }

    private static (byte[] Read, long Holes) Collect(Answers answers, long offset, int length)
    {
        var (read, covered, holes) = (new byte[length], 0L, 0L);
        for (var last = false; !last;)
        {
            var chunk = answers.Chunk();
            var at = BinaryPrimitives.ReadInt64BigEndian(chunk.Data) - offset;
            if (chunk.Kind == NbdReplyKind.OffsetData)
            {
                chunk.Data.AsSpan(8).CopyTo(read.AsSpan((int)at));
                covered += chunk.Data.Length - 8;
            }
            else
            {
                Assert.Equal(NbdReplyKind.OffsetHole, chunk.Kind);
                holes += BinaryPrimitives.ReadUInt32BigEndian(chunk.Data.AsSpan(8));
            }
            last = chunk.IsLast;
        }
        Assert.Equal(length, covered + holes);
        return (read, holes);
    }

    private static IEnumerable<(ulong Cookie, NbdErrorNumber Error)> Ordered(Func<(ulong, NbdErrorNumber)> next, Answers answers, int length)
    {
        var found = new List<(ulong Cookie, NbdErrorNumber Error)>();
        for (var i = 0; i < 2; i++)
        {
            found.Add(next());
            if (found[^1].Error == NbdErrorNumber.None) _ = answers.Take(length);
        }
        return found.OrderBy(one => one.Cookie);
    }

    private static uint[] Numbers(byte[] data) => [.. data.Chunk(4).Select(four => BinaryPrimitives.ReadUInt32BigEndian(four))];

    private static uint[] Extents(params (uint Length, uint State)[] extents) => [.. extents.SelectMany(extent => new[] { extent.Length, extent.State })];

    // A server may tell neighbors of one state apart.
    private static List<uint> Joined(uint[] extents)
    {
        var joined = new List<uint>();
        for (var i = 0; i < extents.Length; i += 2)
        {
            if (joined.Count > 0 && joined[^1] == extents[i + 1]) joined[^2] += extents[i];
            else joined.AddRange([extents[i], extents[i + 1]]);
        }
        return joined;
    }

    private static NbdErrorNumber ErrorOf(byte[] chunk) => (NbdErrorNumber)BinaryPrimitives.ReadUInt32BigEndian(chunk);
}
