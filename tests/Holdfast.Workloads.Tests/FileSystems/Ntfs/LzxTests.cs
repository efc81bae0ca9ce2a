using System.Text;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems.Ntfs;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ntfs;

/// <summary>System compression by LZX: what wimlib packs, and every kind of block.</summary>
public sealed class LzxTests : IDisposable
{
    private const int ChunkLength = 32 << 10;

    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData("--compress=LZX:10")]
    [InlineData("--compress=LZX:50")]
    [InlineData("--compress=LZX:100")]
    public void Read_WhatWimlibPacked_IsTheContent(string level)
    {
        var contents = Contents();
        foreach (var (name, content) in contents) File.WriteAllBytes(Path.Combine(tree.Folder("files"), name), content);

        var packed = ImageFile.Pack(tree, "files", level);

        foreach (var (name, content) in contents)
        {
            Assert.True(packed.TryGetValue(ImageFile.NameOf(content), out var stream), $"wimlib did not pack {name}");
            using var stored = new MemoryStream(stream);
            Assert.Equal(content, Open(new StreamBytes(stored), content.Length).All());
        }
    }

    [Fact]
    public void OpenRead_FileOfAVolume_IsUnpacked()
    {
        var content = Contents()["program"];
        File.WriteAllBytes(Path.Combine(tree.Folder("files"), "file"), content);
        File.WriteAllBytes(tree["stream"], ImageFile.Pack(tree, "files")[ImageFile.NameOf(content)]);
        using var image = NtfsImages.Make($"""
            truncate -s {content.Length} file; cp {tree["stream"]} file:WofCompressedData
            setfattr -h -n system.ntfs_reparse_data -v 0x170000801000000001000000020000000100000001000000 file
            """);
        var files = image.Open();

        Assert.Equal(content, files.OpenRead(files.Get("file")).All());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Unpack_BlocksOfEveryKind_AreTheContent(int seed)
    {
        var random = new Random(seed);
        var unpacker = new LzxUnpacker();
        for (var round = 0; round < 12; round++)
        {
            var content = Content(random, round == 0 ? ChunkLength : random.Next(1, ChunkLength));
            var unpacked = new byte[content.Length];

            unpacker.Unpack(LzxPacker.Pack(content, round == 0 ? [(1 + (seed % 2), ChunkLength)] : Blocks(random, content.Length)), unpacked);

            Assert.Equal(content, unpacked);
        }
    }

    /// <summary>Calls of programs are made into places at packing: 0xe8 at 20 with place 1000 is a call by 980; near the end nothing is changed.</summary>
    [Fact]
    public void Unpack_Calls_AreTranslated()
    {
        var content = new byte[64];
        void Put(int at, int place)
        {
            content[at] = 0xe8;
            BitConverter.TryWriteBytes(content.AsSpan(at + 1), place);
        }
        Put(20, 1000);
        Put(30, -10);
        Put(40, 12_000_000);
        Put(54, 1000);
        var unpacked = new byte[content.Length];

        new LzxUnpacker().Unpack(LzxPacker.Pack(content, (3, 33), (1, 31)), unpacked);

        Assert.Equal((980, 11_999_990, 12_000_000, 1000), (BitConverter.ToInt32(unpacked, 21), BitConverter.ToInt32(unpacked, 31), BitConverter.ToInt32(unpacked, 41), BitConverter.ToInt32(unpacked, 55)));
    }

    [Theory]
    [InlineData("0000", "a block of kind 0")]
    [InlineData("0010", "a block of 0 bytes")]
    [InlineData("", "an end within a block")]
    public void Unpack_WhatIsNoLzx_SaysWhereAndWhat(string packed, string said)
    {
        var bytes = packed.Length == 0 ? [] : Convert.FromHexString(packed + "00000000");
        if (packed == "0000") bytes[1] = 0x10;
        if (packed == "0010") bytes[1] = 0x20;

        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => new LzxUnpacker().Unpack(bytes, new byte[ChunkLength])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FiveThousandDamagedFiles_AreReadOrRefusedWithAnOffset()
    {
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(number => $"{number * number % 977} of many ")))[..(ChunkLength + 9000)];
        byte[] first = LzxPacker.Pack(content[..ChunkLength], (1, 10_000), (2, 12_767), (3, 1), (2, 10_000)), second = LzxPacker.Pack(content[ChunkLength..], (3, 777), (2, 8223));
        byte[] whole = [.. BitConverter.GetBytes(first.Length), .. first, .. second];
        using (var stored = new MemoryStream(whole)) Assert.Equal(content, Open(new StreamBytes(stored), content.Length).All());

        var (read, refused) = Mutations.Run(20_261_123, 5000, [whole], stream => Open(new StreamBytes(stream), content.Length).All(), error => error is MalformedFileException { Offset: 4711 });

        Assert.True(read > 100, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    private static PackedBytes Open(IByteSource stored, long length) => new(stored, length, ChunkLength, new LzxUnpacker(), 4711);

    private static List<(int, int)> Blocks(Random random, int length)
    {
        var blocks = new List<(int, int)>();
        for (var at = 0; at < length;)
        {
            var some = Math.Min(length - at, random.Next(1, 6000));
            blocks.Add((random.Next(1, 4), some));
            at += some;
        }
        return blocks;
    }

    /// <summary>A program, text, tables, and what can hardly be packed; whole chunks and the rest of one.</summary>
    private static Dictionary<string, byte[]> Contents()
    {
        var program = File.ReadAllBytes(typeof(LzxTests).Assembly.Location);
        var machine = File.ReadAllBytes("/bin/sh");
        var random = new Random(3);
        return new Dictionary<string, byte[]>
        {
            ["program"] = machine,
            ["assembly"] = program[..Math.Min(program.Length, 700_000)],
            ["text"] = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"line {number * 37 % 501} of {number % 11}\n"))),
            ["table"] = [.. Enumerable.Range(0, 4 * ChunkLength).Select(at => (byte)((at % 4 == 0 ? at / 4096 : at % 4 == 1 ? at / 64 : 0) & 0xff))],
            ["mixed"] = Content(random, (5 * ChunkLength) + 17),
            ["zeros"] = new byte[3 * ChunkLength],
            ["small"] = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("short ", 20))),
        };
    }

    /// <summary>Without calls, which are translated.</summary>
    private static byte[] Content(Random random, int length)
    {
        var content = new byte[length];
        for (var at = 0; at < length;)
        {
            var count = Math.Min(random.Next(1, 700), length - at);
            if (at > count && random.Next(3) > 0) content.AsSpan(random.Next(at - count), count).CopyTo(content.AsSpan(at));
            else random.NextBytes(content.AsSpan(at, count));
            at += count;
        }
        for (var at = 0; at < length; at++)
            if (content[at] == 0xe8) content[at] = 0xe7;
        return content;
    }
}
