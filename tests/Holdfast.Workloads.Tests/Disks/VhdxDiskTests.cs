using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Tests.Disks.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Disks;

/// <summary>VHDX made by Windows and by QEMU, compared with what QEMU and libvhdi say of it.</summary>
public sealed class VhdxDiskTests
{
    private const int Mega = 1 << 20;

    [Theory]
    [InlineData("vhdx/btrfs.vhdx.gz")]
    [InlineData("vhdx/xfs.vhdx.gz")]
    public void Read_MadeByWindows_IsWhatQemuReads(string artefact)
    {
        Assert.SkipUnless(Images.HasQemu, Images.NeedsQemu);
        using var folder = new TempTree();
        var file = Images.Artefact(folder, artefact);

        using var disk = (VhdxDisk)DiskImages.Open(file);
        using var expected = DiskImages.Open(Images.QemuRaw(folder, file));

        Images.AssertSame(expected, disk);
        disk.CheckBlocks(CancellationToken.None);
        Assert.Empty(disk.Faults);
        Assert.Equal(0, disk.ReplayedEntries);
        Assert.StartsWith("Microsoft Windows 10.0", disk.Creator, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LogToBeReplayed_IsWhatQemuReadsAfterRepair()
    {
        Assert.SkipUnless(Images.HasQemu, Images.NeedsQemu);
        using var folder = new TempTree();
        var file = Images.Artefact(folder, "vhdx/vhdx-log-replay.vhdx.gz");
        var before = File.ReadAllBytes(file);
        var repaired = folder["repaired.vhdx"];
        File.Copy(file, repaired);
        Shell.Run($"qemu-img check -r all {Shell.Quote(repaired)}");

        using (var disk = (VhdxDisk)DiskImages.Open(file))
        using (var expected = DiskImages.Open(Images.QemuRaw(folder, repaired)))
        {
            Images.AssertSame(expected, disk);
            disk.CheckBlocks(CancellationToken.None);
            Assert.Equal(2, disk.ReplayedEntries);
            Assert.NotEmpty(disk.Data(new ByteRange(0, disk.Length)));
        }

        Assert.True(before.AsSpan().SequenceEqual(File.ReadAllBytes(file)));
    }

    [Theory]
    [InlineData("vhdx/btrfs.vhdx.gz")]
    [InlineData("vhdx/vhdx-log-replay.vhdx.gz")]
    public void Open_MadeByWindows_HasTheFiguresOfLibvhdi(string artefact)
    {
        Assert.SkipUnless(Shell.Has("vhdiinfo"), "vhdiinfo is not installed.");
        using var folder = new TempTree();
        var file = Images.Artefact(folder, artefact);

        var info = Shell.Run($"vhdiinfo {Shell.Quote(file)}");
        using var disk = (VhdxDisk)DiskImages.Open(file);

        Assert.Contains($"({disk.Length} bytes)", info, StringComparison.Ordinal);
        Assert.Contains($"{disk.SectorLength} bytes", info, StringComparison.Ordinal);
        Assert.Contains(disk.DataWriteGuid.ToString(), info, StringComparison.Ordinal);
        Assert.Contains("Dynamic", info, StringComparison.Ordinal);
        Assert.False(disk.IsFixed);
    }

    [Theory]
    [InlineData("dynamic", 1)]
    [InlineData("dynamic", 8)]
    [InlineData("dynamic", 64)]
    [InlineData("dynamic", 256)]
    [InlineData("fixed", 1)]
    [InlineData("fixed", 32)]
    public void Read_MadeByQemu_IsWhatItWasMadeFrom(string kind, int blockMegabytes)
    {
        Assert.SkipUnless(Images.HasQemu, Images.NeedsQemu);
        using var folder = new TempTree();
        var raw = Images.Raw(folder, "raw", (70 * Mega) + 4096, 1, (0, 700_000), (9 * Mega, 3 * Mega), ((40L * Mega) + 512, 512), (70 * Mega, 4096));
        Shell.Run($"qemu-img convert -f raw -O vhdx -o subformat={kind},block_size={blockMegabytes}M raw image", folder.Root);

        using var disk = (VhdxDisk)DiskImages.Open(folder["image"]);
        using var expected = DiskImages.Open(raw);

        Images.AssertSame(expected, disk);
        disk.CheckBlocks(CancellationToken.None);
        Assert.Equal(blockMegabytes * Mega, disk.BlockLength);
        Assert.Empty(disk.Faults);
    }

    [Fact]
    public void Data_DynamicDisk_IsItsBlocksAndNothingElse()
    {
        var disk = VhdxDisk.Open(new VhdxBuilder(8L * Mega).Block(1, BlockState.FullyPresent, 4).Block(2, BlockState.FullyPresent, 5).Block(4, BlockState.Zero, 9).Block(6, BlockState.FullyPresent, 8).Build(9));

        Assert.Equal([new ByteRange(Mega, 2 * Mega), new ByteRange(6 * Mega, Mega)], disk.Data(new ByteRange(0, disk.Length)));
        Assert.Equal([new ByteRange((2 * Mega) + 5, Mega - 5)], disk.Data(new ByteRange((2 * Mega) + 5, 3 * Mega)));
    }

    [Fact]
    public void Read_AdjacentBlocks_IsOneReadOfTheFile()
    {
        var file = new CountedReads(new VhdxBuilder(8L * Mega).Block(0, BlockState.FullyPresent, 4).Block(1, BlockState.FullyPresent, 5).Block(2, BlockState.FullyPresent, 6).Build(9));
        var disk = VhdxDisk.Open(file);
        var buffer = new byte[3 * Mega];
        disk.Read(0, buffer.AsSpan(0, 1));
        file.Reads = 0;

        disk.Read(0, buffer);

        Assert.Equal(1, file.Reads);
    }

    [Fact]
    public void Read_SectorsOf4096_CountInTheBitmapOfAChunk()
    {
        // 32 GiB share a bitmap block where sectors have 4096 bytes: the entry of block 32768 lies behind that of the bitmap.
        var content = Images.Bytes(new Random(1), 4096);
        var file = new VhdxBuilder(33L << 30) { SectorLength = 4096 }.Block(32_768, BlockState.FullyPresent, 8, content).Build(9);

        using var disk = VhdxDisk.Open(file);
        var read = new byte[4096];
        disk.Read(32_768L * Mega, read);

        Assert.Equal(4096, disk.SectorLength);
        Assert.Equal(content, read);
        disk.CheckBlocks(CancellationToken.None);
    }
}
