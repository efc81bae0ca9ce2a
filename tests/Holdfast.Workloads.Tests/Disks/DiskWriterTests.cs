using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhd;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Disks.Writing;
using Holdfast.Workloads.Tests.Disks.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Disks;

/// <summary>What the writers write, read by QEMU, by libvhdi, and here.</summary>
public sealed class DiskWriterTests
{
    private const int Mega = 1 << 20;
    private const long Length = (90L * Mega) + 4096;

    public static TheoryData<string, bool, int, int> Layouts => new()
    {
        { "vhdx", false, 1, 512 }, { "vhdx", false, 32, 512 }, { "vhdx", false, 256, 512 }, { "vhdx", true, 2, 512 }, { "vhdx", true, 32, 512 }, { "vhdx", false, 2, 4096 }, { "vhd", false, 2, 512 }, { "vhd", true, 0, 512 }, { "raw", false, 0, 512 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Write_Disk_IsReadBackByOthersAndHere(string format, bool isFixed, int blockMegabytes, int sector)
    {
        using var folder = new TempTree();
        var raw = Images.Raw(folder, "raw", Length, 7, (0, 40_000), (4L * Mega, 5 * Mega), ((63L * Mega) + 100, 1000), (Length - 700, 700));
        using var expected = DiskImages.Open(raw);

        using (var writer = Create(folder["image"], format, Length, isFixed, blockMegabytes, sector))
        {
            Fill(writer, expected);
            writer.Complete();
        }

        using var disk = DiskImages.Open(folder["image"]);
        Images.AssertSame(expected, disk);
        Assert.Equal(sector, disk.SectorLength);
        Assert.Equal(Images.All(expected), Images.All(disk));
        if (!isFixed) Assert.True(new FileInfo(folder["image"]).Length < Math.Max(Length + (3 * Mega), 4L * blockMegabytes * Mega), "A dynamic disk takes no more than its blocks.");
        (disk as VhdxDisk)?.CheckBlocks(CancellationToken.None);
        (disk as VhdDisk)?.CheckBlocks(CancellationToken.None);
        if (Images.HasQemu && sector == 512) Compare(folder, format, expected);
        if (format != "raw" && Shell.Has("vhdiinfo")) Assert.Contains($"({Length} bytes)", Shell.Run($"vhdiinfo {Shell.Quote(folder["image"])}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vhdx", false)]
    [InlineData("vhdx", true)]
    [InlineData("vhd", false)]
    [InlineData("vhd", true)]
    public void Write_NotCompleted_DoesNotClaimToBeADiskAndGoesAway(string format, bool isFixed)
    {
        using var folder = new TempTree();
        var path = folder["image"];

        using (var writer = Create(path, format, Length, isFixed, 2, 512))
        {
            writer.Write(5 * Mega, Images.Bytes(new Random(1), Mega));
            using var left = FileBytes.Open(path);
            Assert.Equal(DiskFormat.Raw, DiskImages.Recognize(left));
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Write_BlockThatWasWritten_CanBecomeZerosAgain()
    {
        using var folder = new TempTree();
        using (var writer = new VhdxWriter(folder["image"], new VhdxLayout(8 * Mega) { BlockLength = Mega }))
        {
            writer.Write(0, Images.Bytes(new Random(1), 3 * Mega));
            writer.Write(Mega, new byte[Mega]);
            writer.Complete();
        }

        using var disk = DiskImages.Open(folder["image"]);
        var read = Images.All(disk);
        Assert.True(read.AsSpan(0, Mega).ContainsAnyExcept((byte)0));
        Assert.False(read.AsSpan(Mega, Mega).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Write_ExistingFile_IsNotTouched()
    {
        using var folder = new TempTree();
        var path = folder.Write("image", "precious");

        Assert.Throws<IOException>(() => new VhdxWriter(path, new VhdxLayout(8 * Mega)));
        Assert.Throws<IOException>(() => new VhdWriter(path, new VhdLayout(8 * Mega), TimeProvider.System));
        Assert.Throws<IOException>(() => new RawDiskWriter(path, 8 * Mega));

        Assert.Equal("precious", File.ReadAllText(path));
    }

    [Fact]
    public void Create_VhdBeyondItsLimit_IsATypedFault()
    {
        using var folder = new TempTree();

        var fault = Assert.Throws<WorkloadException>(() => new VhdWriter(folder["image"], new VhdLayout((2040L << 30) + 512), TimeProvider.System));

        Assert.Equal(WorkloadFault.NotPossible, fault.Fault);
        Assert.False(File.Exists(folder["image"]));
    }

    [Fact]
    public void Write_VhdOfItsLimit_IsReadByQemuAndHere()
    {
        Assert.SkipUnless(Images.HasQemu, Images.NeedsQemu);
        using var folder = new TempTree();
        var content = Images.Bytes(new Random(1), 4096);
        using (var writer = new VhdWriter(folder["image"], new VhdLayout(2040L << 30), TimeProvider.System))
        {
            writer.Write((2040L << 30) - 4096, content);
            writer.Complete();
        }

        Assert.Contains($"({2040L << 30} bytes)", Shell.Run("qemu-img info -f vpc image", folder.Root), StringComparison.Ordinal);
        using var disk = DiskImages.Open(folder["image"]);
        var read = new byte[4096];
        disk.Read((2040L << 30) - 4096, read);
        Assert.Equal(content, read);
    }

    [Theory]
    [InlineData(0L, 512, 2)]
    [InlineData(1000L, 512, 2)]
    [InlineData(512L, 4096, 2)]
    [InlineData((64L << 40) + 512, 512, 2)]
    [InlineData(64L << 40, 512, 1)]
    [InlineData(1L << 30, 1024, 2)]
    [InlineData(1L << 30, 512, 3)]
    [InlineData(1L << 30, 512, 512)]
    public void Create_VhdxThatCannotBe_IsATypedFault(long length, int sector, int blockMegabytes)
    {
        using var folder = new TempTree();

        var fault = Assert.Throws<WorkloadException>(() => new VhdxWriter(folder["image"], new VhdxLayout(length) { SectorLength = sector, BlockLength = blockMegabytes * Mega }));

        Assert.Equal(WorkloadFault.OptionWrong, fault.Fault);
    }

    private static IDiskWriter Create(string path, string format, long length, bool isFixed, int blockMegabytes, int sector) => format switch
    {
        "vhdx" => new VhdxWriter(path, new VhdxLayout(length) { IsFixed = isFixed, BlockLength = blockMegabytes * Mega, SectorLength = sector }),
        "vhd" => new VhdWriter(path, new VhdLayout(length) { IsFixed = isFixed }, TimeProvider.System),
        _ => new RawDiskWriter(path, length),
    };

    /// <summary>From the end to the beginning, in pieces that fit nothing.</summary>
    private static void Fill(IDiskWriter writer, IDisk content)
    {
        const int piece = 777_777;
        for (var start = content.Length / piece * piece; start >= 0; start -= piece)
        {
            var bytes = new byte[Math.Min(piece, content.Length - start)];
            content.Read(start, bytes);
            writer.Write(start, bytes);
        }
    }

    private static void Compare(TempTree folder, string format, IDisk expected)
    {
        var name = format == "vhd" ? "vpc" : format;
        if (format == "vhdx") Assert.Contains("No errors", Shell.Run("qemu-img check image", folder.Root), StringComparison.Ordinal);
        using var read = DiskImages.Open(Images.QemuRaw(folder, folder["image"], name));
        Images.AssertSame(expected, read);
    }
}
