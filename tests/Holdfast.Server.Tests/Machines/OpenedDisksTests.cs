using Holdfast.Server.Engine;
using Holdfast.Server.Recovery.Disks;
using Holdfast.Workloads.Disks;

namespace Holdfast.Server.Tests.Machines;

/// <summary>Opened disks are few, are closed when nobody looks any more, and never while somebody does.</summary>
public sealed class OpenedDisksTests
{
    private readonly SteppedClock time = new();
    private readonly List<PlainDisk> opened = [];

    [Fact]
    public void Use_MoreDisksThanAreKept_ClosesTheOnesThatWereUsedFirst()
    {
        using var disks = Disks();
        for (var i = 0; i < 10; i++) Use(disks, $"point{i}");
        Assert.Equal(OpenedDisks.Most, disks.Count);
        Assert.Equal([0, 1, 2, 3, 4, 5], Enumerable.Range(0, 10).Where(i => opened[i].IsClosed));
        Use(disks, "point9");
        Assert.Equal(10, opened.Count);
        Use(disks, "point0");
        Assert.Equal(11, opened.Count);
    }

    [Fact]
    public void Use_NobodyForAWhile_ClosesThem()
    {
        using var disks = Disks();
        Use(disks, "point");
        time.Advance(OpenedDisks.Idle / 2);
        Use(disks, "point");
        time.Advance(OpenedDisks.Idle * 0.9);
        Assert.False(Assert.Single(opened).IsClosed);
        time.Advance(OpenedDisks.Idle);
        Assert.True(opened[0].IsClosed);
        Assert.Equal(0, disks.Count);
    }

    [Fact]
    public void Use_DiskInUse_StaysOpenUntilItIsLeft()
    {
        var disks = Disks();
        disks.Use(new PointRef("long", false), Disk, _ =>
        {
            for (var i = 0; i < 10; i++) Use(disks, $"point{i}");
            time.Advance(OpenedDisks.Idle * 3);
            Assert.False(opened[0].IsClosed);
            disks.Dispose();
            Assert.False(opened[0].IsClosed);
            return 0;
        });
        Assert.All(opened, one => Assert.True(one.IsClosed));
    }

    [Fact]
    public void Use_DiskThatCouldNotBeOpened_IsTriedAgain()
    {
        var fails = true;
        using var disks = new OpenedDisks((_, _) => fails ? throw new IOException("away") : new PlainDisk(), time);
        Assert.Throws<IOException>(() => Use(disks, "point"));
        Assert.Equal(0, disks.Count);
        fails = false;
        Use(disks, "point");
        Assert.Equal(1, disks.Count);
    }

    private static PointDisk Disk { get; } = new("sda", "disks/sda", 1 << 20, 512);

    private static void Use(OpenedDisks disks, string point) => disks.Use(new PointRef(point, false), Disk, disk => disk.Files.Volumes.Count);

    private OpenedDisks Disks() => new(
        (_, _) =>
        {
            opened.Add(new PlainDisk());
            return opened[^1];
        }, time);

    private sealed class PlainDisk : IDisk
    {
        public bool IsClosed { get; private set; }

        public long Length => 1 << 20;

        public int SectorLength => 512;

        public void Read(long offset, Span<byte> buffer) => buffer.Clear();

        public IEnumerable<ByteRange> Data(ByteRange range) => [];

        public void Dispose() => IsClosed = true;
    }
}
