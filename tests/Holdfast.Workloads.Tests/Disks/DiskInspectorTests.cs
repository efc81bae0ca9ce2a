using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Inspecting;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Disks.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Disks;

public sealed class DiskInspectorTests
{
    private const int Mega = 1 << 20;

    [Theory]
    [InlineData("vhdx/btrfs.vhdx.gz", "vhdx", 1L << 30, "1:btrfs")]
    [InlineData("vhdx/vhdx-log-replay.vhdx.gz", "vhdx", 1L << 30, "1: 2:")]
    [InlineData("vhd/fat-differential.vhd", "vhd", 4L * Mega, "")]
    [InlineData("ntfs/ntfs3.raw.gz", "diskImage", 64L * Mega, "0:ntfs")]
    public void Inspect_RealFile_IsKnownAndWhole(string artefact, string kind, long length, string volumes)
    {
        using var folder = new TempTree();

        var findings = Inspect(Images.Artefact(folder, artefact), kind);

        Assert.Null(findings.Fault);
        Assert.True(findings.IsIntact);
        Assert.Equal(length, findings.Length);
        Assert.Equal(volumes, Volumes(findings));
    }

    [Fact]
    public void Inspect_LogToBeReplayed_IsSaid()
    {
        using var folder = new TempTree();

        var findings = Inspect(Images.Artefact(folder, "vhdx/vhdx-log-replay.vhdx.gz"), "vhdx");

        Assert.Equal(2, findings.LogEntries);
        Assert.Contains("log must be replayed", Assert.Single(findings.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_ParentAbsent_IsSaid()
    {
        using var folder = new TempTree();

        var findings = Inspect(Images.Artefact(folder, "vhd/fat-differential.vhd"), "vhd");

        Assert.True(findings.IsParentMissing);
        Assert.Contains(findings.Notes, note => note.Contains(@".\fat-parent.vhd", StringComparison.Ordinal));
    }

    [Fact]
    public void Inspect_ChecksumsWrong_IsNotWholeAndStillRead()
    {
        using var folder = new TempTree();

        var findings = Inspect(Images.Artefact(folder, "vhd/image-differential.vhd"), "vhd");

        Assert.False(findings.IsIntact);
        Assert.Equal(2_099_776, findings.Fault!.Offset);
        Assert.Equal("0:ext2", Volumes(findings));
        Assert.False(findings.IsParentMissing);
    }

    [Fact]
    public void Inspect_NtfsThatQemuKeptInVhdx_IsFound()
    {
        Assert.SkipUnless(Images.HasQemu, Images.NeedsQemu);
        using var folder = new TempTree();
        Shell.Run($"qemu-img convert -O vhdx {Shell.Quote(Images.Artefact(folder, "vhd/windows_volume.qcow2"))} image", folder.Root);

        var findings = Inspect(folder["image"], "vhdx");

        Assert.True(findings.IsIntact);
        Assert.Contains("ntfs", Volumes(findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(3)]
    [InlineData(1)]
    public void Inspect_VhdxCutOff_IsNotWhole(int megabytes)
    {
        using var folder = new TempTree();
        new VhdxBuilder(8L * Mega).Block(0, BlockState.FullyPresent, 4).Block(1, BlockState.FullyPresent, 9).Build(10).WriteTo(folder["image"]);
        Cut(folder["image"], (megabytes * (long)Mega) + 5000);

        var findings = Inspect(folder["image"], "vhdx");

        Assert.False(findings.IsIntact);
        Assert.InRange(findings.Fault!.Offset, 0, (megabytes * (long)Mega) + 5000);
    }

    [Fact]
    public void Inspect_FirstBytesOfVhdxAltered_IsStillAVhdxAndNotWhole()
    {
        using var folder = new TempTree();
        var file = new VhdxBuilder(8L * Mega).Build();
        file[0][3] ^= 1;
        file.WriteTo(folder["image"]);

        Assert.Equal(0, Inspect(folder["image"], "vhdx").Fault!.Offset);
    }

    [Theory]
    [InlineData("mkfs.ext4", "mkfs.ext4 -q image", "ext4")]
    [InlineData("mkntfs", "mkntfs -q -F -f image", "ntfs")]
    [InlineData("mkfs.vfat", "mkfs.vfat image", "fat16")]
    [InlineData("mkfs.exfat", "mkfs.exfat image", "exfat")]
    [InlineData("mkfs.btrfs", "mkfs.btrfs -q image", "btrfs")]
    public void Inspect_BareVolumeCutOff_IsNotWhole(string tool, string command, string kind)
    {
        Assert.SkipUnless(Shell.Has(tool), $"{tool} is not installed.");
        using var folder = new TempTree();
        Images.Raw(folder, "image", 128 * Mega, 1);
        Shell.Run(command, folder.Root);

        var whole = Inspect(folder["image"], "diskImage");
        Cut(folder["image"], 100 * Mega);
        var cut = Inspect(folder["image"], "diskImage");

        Assert.True(whole.IsIntact);
        Assert.Equal($"0:{kind}", Volumes(whole));
        Assert.False(cut.IsIntact);
        Assert.Equal(100 * Mega, cut.Fault!.Offset);
    }

    [Fact]
    public void Inspect_BareGptDiskCutOff_IsNotWhole()
    {
        using var folder = new TempTree();
        File.WriteAllBytes(folder["image"], GptBuilder.Disk(512, 4096, (10, 20), (21, 4000))[..(1024 * 512)]);

        var findings = Inspect(folder["image"], "diskImage");

        Assert.False(findings.IsIntact);
        Assert.Equal(2, findings.Partitions.Count);
    }

    [Fact]
    public void Recognizes_OtherFiles_NoKindDoes()
    {
        using var text = new MemoryStream("Not a disk, though it is long enough to hold one. "u8.ToArray().Concat(new byte[100_000]).ToArray());
        using var nothing = new MemoryStream();

        Assert.Null(FileInspectors.Find(FileProbe.Of(text)));
        Assert.Null(FileInspectors.Find(FileProbe.Of(nothing)));
    }

    private static DiskFindings Inspect(string path, string kind)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var inspector = FileInspectors.Find(FileProbe.Of(file));
        Assert.Equal(kind, inspector?.Kind);
        return Assert.IsType<DiskFindings>(inspector!.Inspect(file, CancellationToken.None));
    }

    private static string Volumes(DiskFindings findings) => string.Join(' ', findings.Partitions.Select(found => $"{found.Partition.Number}:{found.FileSystem}"));

    private static void Cut(string path, long length)
    {
        using var file = File.OpenHandle(path, access: FileAccess.ReadWrite);
        RandomAccess.SetLength(file, length);
    }
}
