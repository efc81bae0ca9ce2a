using Holdfast.Format.Items;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.FileSystems.Fat;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Fat;

/// <summary>Volumes that QEMU makes of a folder.</summary>
public sealed class FatFileSystemTests
{
    private const string Tree = """
        mkdir -p EFI/BOOT empty; echo boot >EFI/BOOT/BOOTX64.EFI; : >EFI/nothing; seq 1 30000 >"a long file name with spaces.txt"; echo snow >"Ünïcödé ☃.txt"
        i=0; while [ $i -lt 60 ]; do echo $i >"EFI/BOOT/file number $i.txt"; i=$((i+1)); done; touch -d '2031-02-03 04:05:06' EFI/BOOT/BOOTX64.EFI
        """;

    [Theory]
    [InlineData("fat:12:floppy:", "fat12")]
    [InlineData("fat:16:", "fat16")]
    public void Walk_VolumeMadeOfATree_IsTheTree(string driver, string kind)
    {
        using var image = Make(driver, out var volume);

        Assert.Equal(kind, volume.FileSystem);
        var files = volume.Files!;
        var found = FileTree.Walk(files, files.Root).ToList();
        var sums = found.Where(item => item.Entry.Kind == ItemKind.File).Select(item => $"{files.OpenRead(item.Entry).Sha256()}  ./{item.Path}");
        Assert.Equal(Shell.Run("find . -type f -exec sha256sum {} +", image.Folder["tree"]).Split('\n').Select(Text).Order(StringComparer.Ordinal), sums.Order(StringComparer.Ordinal));
        Assert.Equal(["EFI", "EFI/BOOT", "empty"], found.Where(item => item.Entry.Kind == ItemKind.Directory).Select(item => item.Path).Order(StringComparer.Ordinal));
        var boot = files.Get("efi/boot/bootx64.efi");
        Assert.Equal(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero), boot.Modified);
        Assert.Equal(boot.Modified, files.Describe(boot, [], "x"u8.ToArray()).Modified.ToDateTimeOffset());
    }

    /// <summary>What QEMU does not make: a root directory and entries of the table with 32 bits. The Sleuth Kit reads the same.</summary>
    [Fact]
    public void OpenRead_ChainOfWideEntries_IsTheFile()
    {
        Sleuth.SkipUnlessHere();
        Assert.SkipUnless(Shell.Has("mkfs.vfat"), "mkfs.vfat is not here (package dosfstools).");
        using var image = new VolumeImage();
        Shell.Run("truncate -s 40M volume && mkfs.vfat -F 32 -s 1 -n EFISYSTEM volume", image.Folder.Root);
        var content = new byte[1200];
        new Random(5).NextBytes(content);
        using (var volume = File.OpenHandle(image.Path, FileMode.Open, FileAccess.ReadWrite))
        {
            var boot = new byte[512];
            RandomAccess.Read(volume, boot, 0);
            var table = BitConverter.ToUInt16(boot, 14) * 512L;
            var clusters = table + (2L * 512 * BitConverter.ToInt32(boot, 36));
            byte[] entry = [.. "BOOTX64 EFI "u8, .. new byte[20]];
            entry[11] = 0x21;
            BitConverter.TryWriteBytes(entry.AsSpan(26), (ushort)500);
            BitConverter.TryWriteBytes(entry.AsSpan(28), content.Length);
            // Behind the label.
            RandomAccess.Write(volume, entry, clusters + 32);
            foreach (var (at, (cluster, next)) in new[] { (500, 70_000), (70_000, 499), (499, 0x0fffffff) }.Index())
            {
                RandomAccess.Write(volume, BitConverter.GetBytes(next), table + (cluster * 4L));
                RandomAccess.Write(volume, content.AsSpan(at * 512, Math.Min(512, content.Length - (at * 512))), clusters + ((cluster - 2) * 512L));
            }
        }

        var files = image.Open();
        var file = Assert.Single(files.List(files.Root));

        Assert.Equal(("fat32", "EFISYSTEM", "BOOTX64.EFI"), (files.Kind, files.Label, file.Name));
        Assert.Equal(content, files.OpenRead(file).All());
        Assert.Equal(3, files.Where(file).Count);
        var theirs = Assert.Single(Sleuth.List(image.Path, loose: false), line => line.Path == "BOOTX64.EFI");
        Assert.Equal(Sleuth.Sha256(image.Path, theirs.Address), files.OpenRead(file).Sha256());
    }

    [Fact]
    public void Read_ThousandsOfDamagedVolumes_AreReadOrRefusedWithAnOffset()
    {
        using var image = Make("fat:12:floppy:", out var whole);
        var content = whole.Files!.Where(whole.Files.Get("a long file name with spaces.txt"));
        foreach (int? order in new int?[] { null, 1 })
        {
            var volume = new DamagedVolume(File.ReadAllBytes(image.Path), content, order);

            var (read, refused) = Mutations.Run(20_261_124, 2500, [volume.Metadata], stream => volume.Read(stream, FatFileSystem.Open), DamagedVolume.IsRefusal);

            Assert.InRange(read, 100, 2400);
            Assert.InRange(refused, 100, 2400);
            Assert.InRange(volume.Entries, 25_000, long.MaxValue);
        }
    }

    private static string Text(string latin) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(latin));

    private static VolumeImage Make(string driver, out DiskVolume volume)
    {
        Assert.SkipUnless(Shell.Has("qemu-img"), "qemu-img is not here (package qemu-utils).");
        var image = new VolumeImage();
        Shell.Run(Tree, image.Folder.Folder("tree"));
        if (!Shell.Try($"cd {image.Folder.Root} && qemu-img convert -O raw {driver}tree volume")) Assert.Skip("QEMU does not make volumes of folders here (driver vvfat).");
        volume = Assert.Single(DiskFiles.Open(new RawDisk(image.Bytes())).Volumes);
        Assert.True(volume.Files is not null, volume.Reason);
        return image;
    }
}
