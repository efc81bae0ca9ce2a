using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Disks.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Disks;

/// <summary>Tables that sgdisk and sfdisk make.</summary>
public sealed class PartitionTableTests
{
    private const int Mega = 1 << 20;

    [Fact]
    public void Read_Gpt_HasNumbersTypesAndNames()
    {
        using var folder = Gpt();

        var table = Read(folder);

        Assert.Equal(PartitionScheme.Gpt, table.Scheme);
        Assert.Empty(table.Faults);
        Assert.Equal(
            [
                new Partition(1, "efi", Mega, 2 * Mega, "EFI system"),
                new Partition(2, "microsoftReserved", 3 * Mega, Mega, null),
                new Partition(3, "basicData", 4 * Mega, 3 * Mega, "Größe und Maß"),
                new Partition(7, "12345678-1234-1234-1234-123456789abc", 8 * Mega, Mega, null),
            ],
            table.Partitions);
    }

    [Theory]
    [InlineData(512, 520)]
    [InlineData(1024, 1060)]
    public void Read_FirstCopyOfTheGptDamaged_TakesTheSecondAndSaysSo(int from, int to)
    {
        using var folder = Gpt();
        Damage(folder["disk"], from, to);

        var table = Read(folder);

        Assert.Equal([1, 2, 3, 7], table.Partitions.Select(partition => partition.Number));
        Assert.InRange(Assert.Single(table.Faults).Offset, 512, 1024);
    }

    [Fact]
    public void Read_SecondCopyOfTheGptMissing_SaysThatTheDiskIsCutOff()
    {
        using var folder = Gpt();
        using (var file = File.OpenHandle(folder["disk"], access: FileAccess.ReadWrite)) RandomAccess.SetLength(file, 8 * Mega);

        var table = Read(folder);

        Assert.Equal([1, 2, 3], table.Partitions.Select(partition => partition.Number));
        Assert.Equal(2, table.Faults.Count);
    }

    [Fact]
    public void Read_BeginningOfTheDiskWiped_FindsTheCopyAtTheEnd()
    {
        using var folder = Gpt();
        Damage(folder["disk"], 0, 20_000);

        var table = Read(folder);

        Assert.Equal([1, 2, 3, 7], table.Partitions.Select(partition => partition.Number));
        Assert.NotEmpty(table.Faults);
    }

    [Fact]
    public void Read_BothCopiesDamaged_IsRefused()
    {
        using var folder = Gpt();
        Damage(folder["disk"], 530, 540);
        Damage(folder["disk"], (16 * Mega) - 500, (16 * Mega) - 490);

        Assert.Throws<MalformedFileException>(() => Read(folder));
    }

    [Fact]
    public void Read_GptInSectorsOf4096_CountsInThem()
    {
        var disk = new RawDisk(new StreamBytes(new MemoryStream(GptBuilder.Disk(4096, 5120, (256, 511), (512, 1535)))));

        var table = PartitionTable.Read(disk);

        Assert.Equal(4096, disk.SectorLength);
        Assert.Equal([("linux", Mega, Mega), ("linux", 2 * Mega, 4 * Mega)], table.Partitions.Select(partition => (partition.Type, (int)partition.Offset, (int)partition.Length)));
    }

    [Fact]
    public void Read_MbrWithLogicalPartitions_NumbersThemFromFive()
    {
        using var folder = Sfdisk("label: dos\n2048,2048,7,*\n4096,2048,83\n8192,16384,5\n10240,2048,83\n14336,2048,82\n18432,1024,c\n");

        var table = Read(folder);

        Assert.Equal(PartitionScheme.Mbr, table.Scheme);
        Assert.Empty(table.Faults);
        Assert.Equal(
            [(1, "basicData", 2048, 2048), (2, "linux", 4096, 2048), (5, "linux", 10_240, 2048), (6, "linuxSwap", 14_336, 2048), (7, "fat32", 18_432, 1024)],
            table.Partitions.Select(partition => (partition.Number, partition.Type, (int)(partition.Offset / 512), (int)(partition.Length / 512))));
    }

    [Fact]
    public void Read_ChainOfLogicalPartitionsThatLoops_ComesToAnEnd()
    {
        using var folder = Sfdisk("label: dos\n8192,16384,5\n10240,2048,83\n14336,2048,82\n");
        using (var file = File.OpenHandle(folder["disk"], access: FileAccess.ReadWrite))
        {
            // The link of the first record to itself: the beginning of the container.
            RandomAccess.Write(file, new byte[4], (8192 * 512) + 446 + 16 + 8);
        }

        var table = Read(folder);

        Assert.NotEmpty(table.Partitions);
        Assert.Contains("does not", Assert.Single(table.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PartitionBeyondTheDisk_IsCutThereAndSaid()
    {
        using var folder = Sfdisk("label: dos\n2048,2048,83\n8192,16384,83\n");
        using (var file = File.OpenHandle(folder["disk"], access: FileAccess.ReadWrite)) RandomAccess.SetLength(file, 5 * Mega);

        var table = Read(folder);

        Assert.Equal([(1, Mega), (2, Mega)], table.Partitions.Select(partition => (partition.Number, (int)partition.Length)));
        Assert.Equal(446, Assert.Single(table.Faults).Offset);
    }

    [Fact]
    public void Read_HybridMbr_IsTheGpt()
    {
        using var folder = Gpt();
        Shell.Run("sgdisk --hybrid 3 disk", folder.Root);

        var table = Read(folder);

        Assert.Equal(PartitionScheme.Gpt, table.Scheme);
        Assert.Equal([1, 2, 3, 7], table.Partitions.Select(partition => partition.Number));
    }

    [Theory]
    [InlineData("mkfs.ext4", "mkfs.ext4 -q disk", "ext4", 16)]
    [InlineData("mkfs.ext3", "mkfs.ext3 -q disk", "ext3", 16)]
    [InlineData("mkfs.ext2", "mkfs.ext2 -q disk", "ext2", 16)]
    [InlineData("mkntfs", "mkntfs -q -F -f disk", "ntfs", 16)]
    [InlineData("mkfs.vfat", "mkfs.vfat -F 12 disk", "fat12", 4)]
    [InlineData("mkfs.vfat", "mkfs.vfat -F 16 disk", "fat16", 32)]
    [InlineData("mkfs.vfat", "mkfs.vfat -F 32 disk", "fat32", 64)]
    [InlineData("mkfs.exfat", "mkfs.exfat disk", "exfat", 16)]
    [InlineData("mkfs.xfs", "mkfs.xfs -q disk", "xfs", 320)]
    [InlineData("mkfs.btrfs", "mkfs.btrfs -q disk", "btrfs", 128)]
    [InlineData("mkswap", "mkswap disk", "swap", 16)]
    [InlineData("cryptsetup", "echo secret | cryptsetup luksFormat --type luks2 -q --pbkdf pbkdf2 --pbkdf-force-iterations 1000 disk -", "luks", 32)]
    public void Read_DiskThatIsOneVolume_IsPartitionZero(string tool, string command, string kind, int megabytes)
    {
        Assert.SkipUnless(Shell.Has(tool), $"{tool} is not installed.");
        using var folder = new TempTree();
        Images.Raw(folder, "disk", (long)megabytes * Mega, 1);
        Shell.Run(command, folder.Root);

        using var disk = DiskImages.Open(folder["disk"]);
        var table = PartitionTable.Read(disk);

        var partition = Assert.Single(table.Partitions);
        Assert.Equal(new Partition(0, Partition.WholeDisk, 0, disk.Length, null), partition);
        Assert.Equal(kind, VolumeKind.Of(partition.On(disk)));
    }

    [Theory]
    [InlineData(3, "-FVE-FS-", "bitlocker")]
    [InlineData(3, "ReFS\0\0\0\0", "refs")]
    [InlineData(3, "EXFAT   ", "exfat")]
    [InlineData(512, "LABELONE\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0LVM2 001", "lvm2")]
    [InlineData(65_526, "SWAPSPACE2", "swap")]
    [InlineData(0, "LUKS\u00BA\u00BE", "luks")]
    [InlineData(100, "nothing", null)]
    public void Kind_MarkOfAMaker_IsKnown(int at, string mark, string? kind)
        => Assert.Equal(kind, VolumeKind.Of(new SparseBytes(Mega).Put(at, System.Text.Encoding.Latin1.GetBytes(mark))));

    [Fact]
    public void Read_EmptyDisk_HasNothing()
    {
        var table = PartitionTable.Read(new RawDisk(new SparseBytes(Mega)));

        Assert.Equal((PartitionScheme.None, 0, 0), (table.Scheme, table.Partitions.Count, table.Faults.Count));
    }

    [Fact]
    public void Read_RealVolumes_AreFound()
    {
        using var folder = new TempTree();
        using var btrfs = DiskImages.Open(Images.Artefact(folder, "vhdx/btrfs.vhdx.gz"));

        var partitions = PartitionTable.Read(btrfs).Partitions;

        Assert.Contains("btrfs", partitions.Select(partition => VolumeKind.Of(partition.On(btrfs))));
    }

    private static PartitionTable Read(TempTree folder)
    {
        using var disk = DiskImages.Open(folder["disk"]);
        return PartitionTable.Read(disk);
    }

    private static TempTree Gpt()
    {
        Assert.SkipUnless(Shell.Has("sgdisk"), "sgdisk is not installed.");
        var folder = new TempTree();
        Images.Raw(folder, "disk", 16 * Mega, 1);
        Shell.Run("LC_ALL=C.UTF-8 sgdisk -n 1:2048:+2M -t 1:ef00 -c 1:'EFI system' -n 2:6144:+1M -t 2:0c01 -c 2: -n 3:8192:+3M -t 3:0700 -c 3:\"$(printf 'Gr\\303\\266\\303\\237e und Ma\\303\\237')\" -n 7:16384:+1M -t 7:12345678-1234-1234-1234-123456789ABC -c 7: disk", folder.Root);
        return folder;
    }

    private static TempTree Sfdisk(string script)
    {
        Assert.SkipUnless(Shell.Has("sfdisk"), "sfdisk is not installed.");
        var folder = new TempTree();
        Images.Raw(folder, "disk", 16 * Mega, 1);
        Shell.Run($"printf {Shell.Quote(script.Replace("\n", "\\n", StringComparison.Ordinal))} | sfdisk -q disk", folder.Root);
        return folder;
    }

    private static void Damage(string path, int from, int to)
    {
        using var file = File.OpenHandle(path, access: FileAccess.ReadWrite);
        RandomAccess.Write(file, new byte[to - from], from);
    }
}
