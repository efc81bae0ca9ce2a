using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Tests.PostgreSql.Support;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.Tests.VirtualMachines;

public sealed class DiskBackupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Write_AnyChangesAndExclusions_GivesTheDiskAndReadsOnlyWhatChanged()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var before = Content(random, random.Next(0, 40_000));
            var now = new byte[random.Next(0, 40_000)];
            before.AsSpan(0, Math.Min(before.Length, now.Length)).CopyTo(now);
            var changed = Ranges(random, now.Length);
            foreach (var range in changed) random.NextBytes(now.AsSpan((int)range.Offset, (int)range.Length));
            if (now.Length > before.Length) random.NextBytes(now.AsSpan(before.Length));
            var excluded = random.Next(2) == 0 ? [] : Ranges(random, now.Length);
            using var disk = new MemoryDisk(now);
            using var content = new MemoryContent(before);

            var figures = DiskBackup.Write(new DiskSource("sda", disk, changed), excluded, content, before.Length, new SilentProgress(), Cancellation);

            var expected = (byte[])now.Clone();
            foreach (var range in excluded) expected.AsSpan((int)range.Offset, (int)range.Length).Clear();
            Assert.True(expected.AsSpan().SequenceEqual(content.ToArray()), $"seed {seed}");
            Assert.Equal(now.Length, figures.Read + figures.Kept + figures.Holes + figures.Excluded);
            Assert.Equal(figures.Read, disk.BytesRead);
            Assert.InRange(figures.Read, 0, changed.Sum(range => range.Length) + Math.Max(0, now.Length - before.Length));
            Assert.Equal(excluded.Sum(range => range.Length), figures.Excluded);
        }
    }

    [Fact]
    public void Write_NothingKnown_ReadsDataOnly()
    {
        var bytes = new byte[1 << 20];
        Random.Shared.NextBytes(bytes.AsSpan(8192, 4096));
        using var disk = new MemoryDisk(bytes, 4096);
        using var content = new MemoryContent(null);

        var figures = DiskBackup.Write(new DiskSource("sda", disk, null), [], content, null, new SilentProgress(), Cancellation);

        Assert.Equal(new DiskBackupFigures(4096, 0, bytes.Length - 4096, 0), figures);
        Assert.Equal(bytes, content.ToArray());
    }

    [Fact]
    public void Write_ChangesWithoutAPointBefore_ReadsEverything()
    {
        var bytes = Content(new Random(4), 100_000);
        using var disk = new MemoryDisk(bytes);
        using var content = new MemoryContent(null);

        var figures = DiskBackup.Write(new DiskSource("sda", disk, [new ByteRange(512, 512)]), [], content, null, new SilentProgress(), Cancellation);

        Assert.Equal(0, figures.Kept);
        Assert.Equal(bytes, content.ToArray());
    }

    [Theory]
    [InlineData(0, 64 << 10)]
    [InlineData(127L << 30, 64 << 10)]
    [InlineData(128L << 30, 128 << 10)]
    [InlineData(1L << 40, 1 << 20)]
    [InlineData(100L << 40, 4 << 20)]
    public void LengthFor_Disks_KeepsTablesSmall(long length, int expected)
    {
        Assert.Equal(expected, MachineChunks.LengthFor(length, null));
        Assert.Equal(256 << 10, MachineChunks.LengthFor(length, 256 << 10));
    }

    [Fact]
    public void PathsOf_NamesOfAllSorts_AreDistinctFileNames()
    {
        var paths = MachineLayout.PathsOf(["sda", "SDA", "SCSI 0:1 data.vhdx", "../../etc", "..", "", "a/b", "a_b"]);

        Assert.Equal(["disks/sda", "disks/SDA-2", "disks/SCSI 0_1 data.vhdx", "disks/_.._etc", "disks/disk", "disks/disk-2", "disks/a_b", "disks/a_b-2"], paths);
    }

    private static byte[] Content(Random random, int length)
    {
        var bytes = new byte[length];
        foreach (var range in Ranges(random, length)) random.NextBytes(bytes.AsSpan((int)range.Offset, (int)range.Length));
        return bytes;
    }

    private static List<ByteRange> Ranges(Random random, int length)
    {
        var ranges = new List<ByteRange>();
        for (var at = random.Next(0, 9000); at < length; at += random.Next(1, 9000))
        {
            var range = new ByteRange(at, Math.Min(length - at, random.Next(1, 5000)));
            ranges.Add(range);
            at += (int)range.Length;
        }
        return ranges;
    }
}
