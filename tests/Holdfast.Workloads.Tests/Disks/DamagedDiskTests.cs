using System.Buffers.Binary;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.Disks.Vhd;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Disks.Support;

namespace Holdfast.Workloads.Tests.Disks;

/// <summary>Damaged files of every format: read, or refused with a place, and never read on and on. A damaged file whose checksums are right again gets further.</summary>
public sealed class DamagedDiskTests
{
    private const int Count = 5_000, Mega = 1 << 20;
    private static readonly Guid Log = new("99999999-8888-7777-6666-555555555555"), Parent = new("12345678-1234-1234-1234-123456789abc");

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(3, false, true)]
    [InlineData(4, true, true)]
    public void Vhdx_Damaged_IsReadOrRefused(int seed, bool isSealed, bool isDifferencing)
    {
        var original = isDifferencing ? Differencing() : WithLog();

        Run(seed, [original.Squeeze()], input =>
        {
            var file = original.Spread(input.ToArray());
            if (isSealed) SealVhdx(file);
            using var disk = VhdxDisk.Open(Limited(file), new DiskOpening { IsLenient = true, Parents = new Parents() });
            Use(disk);
            disk.CheckBlocks(CancellationToken.None);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void VhdxLog_Damaged_IsReadOrRefused(bool isSealed)
    {
        var original = WithLog();
        var entries = (byte[])[.. original[VhdxBuilder.Log]];

        Run(isSealed ? 12 : 11, [entries], input =>
        {
            var log = input.ToArray();
            if (isSealed) SealLog(log);
            var file = original.Spread(original.Squeeze()).Put(VhdxBuilder.Log, log.Length > Mega ? log[..Mega] : log);
            using var disk = VhdxDisk.Open(Limited(file), new DiskOpening { IsLenient = true });
            Use(disk);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Vhd_Damaged_IsReadOrRefused(bool isSealed)
    {
        var random = new Random(1);
        byte[][] originals =
        [
            new VhdBuilder(12 * 4096).With(0, 255, Images.Bytes(random, 4096)).With(3, 255, Images.Bytes(random, 4096)).Build(),
            new VhdBuilder(12 * 4096) { ParentId = Parent, ParentName = "parent.vhd", RelativeLocator = @".\parent.vhd" }.With(1, 0x5A, Images.Bytes(random, 4096)).Build(),
            [.. Images.Bytes(random, 8192), .. VhdStructures.Footer(8192, true, Guid.NewGuid(), DateTimeOffset.UnixEpoch)],
        ];

        Run(isSealed ? 22 : 21, originals, input =>
        {
            var bytes = input.ToArray();
            if (isSealed) SealVhd(bytes);
            using var disk = VhdDisk.Open(Limited(bytes), new DiskOpening { IsLenient = true, Parents = new Parents() });
            Use(disk);
            disk.CheckBlocks(CancellationToken.None);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PartitionTable_Damaged_IsReadOrRefused(bool isSealed)
    {
        byte[][] originals = [GptBuilder.Disk(512, 64, (10, 20), (21, 40)), Mbr()];

        Run(isSealed ? 32 : 31, originals, input =>
        {
            var bytes = input.ToArray();
            if (isSealed)
            {
                GptBuilder.Seal(bytes, 512, 1);
                GptBuilder.Seal(bytes, 512, 63);
            }

            var disk = new RawDisk(Limited(bytes), 512);
            foreach (var partition in PartitionTable.Read(disk).Partitions)
            {
                Assert.InRange(partition.Offset + partition.Length, 0, disk.Length);
                _ = VolumeKind.Of(partition.On(disk));
            }
        });
    }

    private static void Run(int seed, byte[][] originals, Action<BudgetStream> read)
    {
        var (sound, refused) = Mutations.Run(seed, Count, originals, read, failure => failure is MalformedFileException or FileNotFoundException);

        Assert.InRange(sound, Count / 100, Count);
        Assert.InRange(refused, Count / 500, Count);
    }

    private static StreamBytes Limited(byte[] bytes) => new(new BudgetStream(bytes, Math.Max(1 << 20, (long)bytes.Length * Mutations.MostPasses)));

    private static LimitedReads Limited(SparseBytes file) => new(file, Math.Max(1 << 20, file.Length * 8));

    /// <summary>Reads some of everything, and where data is.</summary>
    private static void Use(IDisk disk)
    {
        var buffer = new byte[8192];
        foreach (var range in disk.Data(new ByteRange(0, Math.Min(disk.Length, 64 * Mega))).Take(64)) disk.Read(range.Offset, buffer.AsSpan(0, (int)Math.Min(buffer.Length, range.Length)));
        disk.Read(Math.Max(0, disk.Length - buffer.Length), buffer.AsSpan(0, (int)Math.Min(buffer.Length, disk.Length)));
    }

    private static SparseBytes WithLog()
    {
        var random = new Random(5);
        var entries = new LogEntry(Log, 5, 0).Data(VhdxBuilder.FirstBlock, Images.Bytes(random, 4096)).Zeros(VhdxBuilder.FirstBlock + 8192, 8192).Data(VhdxBuilder.FirstBlock + 4096, Images.Bytes(random, 4096)).Bytes()
            .Concat(new LogEntry(Log, 6, 0).Data(VhdxBuilder.FirstBlock + 12_288, Images.Bytes(random, 4096)).Bytes()).ToArray();
        return new VhdxBuilder(16L * Mega) { LogId = Log }.Piece(VhdxBuilder.Log, entries).Block(0, BlockState.FullyPresent, 4, Images.Bytes(random, 512)).Block(3, BlockState.Zero).Build();
    }

    private static SparseBytes Differencing() => new VhdxBuilder(16L * Mega) { Locator = new() { ["parent_linkage"] = Parent.ToString("B"), ["relative_path"] = @".\parent.vhdx" } }
        .Block(0, BlockState.PartiallyPresent, 4, Images.Bytes(new Random(6), 512)).Block(2, BlockState.FullyPresent, 6, Images.Bytes(new Random(6), 512)).Bitmap(0, 5, [0xA5, 0xFF, 0, 0x0F]).Build(7);

    private static void SealVhdx(SparseBytes file)
    {
        foreach (var offset in (long[])[VhdxFormat.FirstHeader, VhdxFormat.SecondHeader]) Sealed(file, offset, VhdxFormat.HeaderLength);
        foreach (var offset in (long[])[VhdxFormat.FirstRegionTable, VhdxFormat.SecondRegionTable]) Sealed(file, offset, VhdxFormat.RegionTableLength);
    }

    private static void Sealed(SparseBytes file, long offset, int length)
    {
        if (file.Length < offset + length) return;
        var whole = file.Read(offset, length);
        VhdxSeal.Write(whole);
        whole.AsSpan(4, 4).CopyTo(file[offset].AsSpan(4));
    }

    private static void SealLog(byte[] log)
    {
        for (var at = 0; at + 4096 <= log.Length; at += 4096)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(log.AsSpan(at + 8));
            if (log.AsSpan(at).StartsWith("loge"u8) && length >= 64 && length <= log.Length - at) VhdxSeal.Write(log.AsSpan(at, (int)length));
        }
    }

    private static void SealVhd(byte[] file)
    {
        if (file.Length < 2048) return;
        VhdSeal.Write(file.AsSpan(^512..), VhdFormat.FooterChecksum);
        if (!file.AsSpan().StartsWith("conectix"u8)) return;
        VhdSeal.Write(file.AsSpan(0, 512), VhdFormat.FooterChecksum);
        VhdSeal.Write(file.AsSpan(512, 1024), VhdFormat.HeaderChecksum);
    }

    private static byte[] Mbr()
    {
        var disk = new byte[64 * 512];
        Entry(disk, 0, 0, 0x83, 4, 4);
        Entry(disk, 0, 1, 0x05, 16, 40);
        Entry(disk, 16, 0, 0x83, 2, 4);
        Entry(disk, 16, 1, 0x05, 10, 10);
        Entry(disk, 26, 0, 0x82, 2, 4);
        foreach (var sector in (int[])[0, 16, 26]) (disk[(sector * 512) + 510], disk[(sector * 512) + 511]) = (0x55, 0xAA);
        return disk;
    }

    private static void Entry(byte[] disk, int sector, int slot, byte type, uint first, uint count)
    {
        var entry = disk.AsSpan((sector * 512) + 446 + (slot * 16), 16);
        entry[4] = type;
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], first);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], count);
    }

    /// <summary>The parent of both differencing originals.</summary>
    private sealed class Parents : IParentFiles
    {
        public ParentFile Find(ParentReference parent) => new(parent.Name.EndsWith('x')
            ? new VhdxBuilder(16L * Mega) { ContentId = Parent }.Block(0, BlockState.FullyPresent, 4).Build()
            : new StreamBytes(new MemoryStream(new VhdBuilder(12 * 4096) { Id = Parent }.With(0, 255, new byte[4096]).Build())), this);
    }
}
