using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ext4;

/// <summary>What mke2fs does not make of a folder, set by debugfs.</summary>
public sealed class Ext4SpecialTests
{
    [Fact]
    public void Describe_InodeWithAllBits_HasThem()
    {
        using var image = Ext4Images.Make("echo x >file; echo y >other", "-t ext4 -O metadata_csum");
        image.Change("""
            sif file mtime_lo 0x80000001
            sif file mtime_extra 0x1d6f3455
            sif file uid 100000
            sif file gid 4000000000
            sif file flags 0x80050
            mknod null c 1 3
            mknod big b 259 300
            """);
        var files = image.Open();

        var file = files.Describe(files.Get("file"), [], "file"u8.ToArray());
        var big = files.Describe(files.Get("big"), [], "big"u8.ToArray());

        // 2^31 seconds before 1970, and one cycle of 2^32 later.
        Assert.Equal(new Timestamp(-0x7fffffff + (1L << 32), 0x1d6f3455 >> 2), file.Modified);
        Assert.Equal((100_000u, 4_000_000_000u, 0x80050u), (file.Owner, file.Group, file.Flags));
        Assert.Equal((ItemKind.BlockDevice, 259ul << 32 | 300), (big.Kind, big.DeviceNumber));
        Assert.Equal(1ul << 32 | 3, files.Describe(files.Get("null"), [], "null"u8.ToArray()).DeviceNumber);
    }

    [Fact]
    public void OpenRead_ReservedBlocks_AreZeros()
    {
        using var image = Ext4Images.Make("head -c 8192 /dev/urandom >file", "-t ext4 -b 1024", 8, "yes | head -c 8M >volume");
        var before = image.Open().OpenRead(image.Open().Get("file")).All();
        // What was on the volume before must not show.
        image.Change("fallocate file 0 63\nsif file size 65536");
        var after = image.Open().OpenRead(image.Open().Get("file")).All();

        Assert.Equal([.. before, .. new byte[65536 - 8192]], after);
        Assert.Contains("Uninit", Shell.Run($"debugfs -R 'ex file' {image.Path} 2>/dev/null"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("-t ext4 -b 1024 -O metadata_csum")]
    [InlineData("-t ext3 -b 1024")]
    public void OpenRead_FileInThousandsOfPieces_IsWhole(string options)
    {
        using var image = Ext4Images.Make("true", options, 32);
        var content = new byte[5 << 20];
        for (var at = 0; at < content.Length; at += 3072) new Random(at).NextBytes(content.AsSpan(at, Math.Min(1024, content.Length - at)));
        File.WriteAllBytes(image.Folder["pieces"], content);
        Shell.Run("fallocate -d pieces && debugfs -w -R 'write pieces pieces' volume 2>&1", image.Folder.Root);
        var files = image.Open();
        var entry = files.Get("pieces");

        Assert.Equal(content, files.OpenRead(entry).All());
        Assert.InRange(files.Where(entry).Count, 1, content.Length / 3072 + 1);
        var part = new byte[5000];
        files.OpenRead(entry).Read(1_000_000, part);
        Assert.Equal(content[1_000_000..1_005_000], part);
    }

    [Fact]
    public void Where_File_IsWhereItsBytesLie()
    {
        using var image = Ext4Images.Make("seq 1 200000 >pagefile");
        var files = image.Open();
        var entry = files.Get("pagefile");
        var bytes = image.Bytes();

        var lies = files.Where(entry).SelectMany(range => bytes.Read(range.Offset, (int)range.Length)).ToArray();

        Assert.Equal(files.OpenRead(entry).All(), lies[..(int)entry.Size]);
    }

    [Fact]
    public void List_DirectoryWithATreeOfHashes_IsComplete()
    {
        using var image = Ext4Images.Make("mkdir many; cd many; i=0; while [ $i -lt 4000 ]; do : >\"a file with a rather long name and the number $i\"; i=$((i+1)); done", "-t ext4 -b 1024 -N 5000");
        Shell.Try($"e2fsck -fyD {image.Path}");
        Assert.Contains("Indirect levels: 1", Shell.Run($"debugfs -R 'htree many' {image.Path} 2>&1"), StringComparison.Ordinal);
        var files = image.Open();

        var names = files.List(files.Get("many")).Select(entry => entry.Name).ToHashSet();

        Assert.Equal(4000, names.Count);
        Assert.Contains("a file with a rather long name and the number 3999", names);
        Assert.NotNull(files.Find(files.Get("many"), "a file with a rather long name and the number 77"));
        Assert.Null(files.Find(files.Get("many"), "A file with a rather long name and the number 77"));
    }

    [Fact]
    public void Describe_AttributeInAnInodeOfItsOwn_HasItsValue()
    {
        using var image = Ext4Images.Make("echo x >file", "-t ext4 -O ea_inode -b 1024");
        var value = new byte[1024];
        new Random(1).NextBytes(value);
        File.WriteAllBytes(image.Folder["value"], value);
        image.Change("ea_set -f value file user.huge");
        var files = image.Open();

        var attribute = Assert.Single(files.Describe(files.Get("file"), [], "file"u8.ToArray()).Attributes!);

        Assert.Equal("user.huge", Encoding.ASCII.GetString(attribute.Name));
        Assert.Equal(value, attribute.Value);
    }

    [Fact]
    public void OpenRead_Encrypted_SaysSo()
    {
        using var image = Ext4Images.Make("mkdir secret; echo x >file", "-t ext4 -O encrypt");
        image.Change("sif file flags 0x80800\nsif secret flags 0x80800");
        var files = image.Open();

        Assert.Contains("encrypted", Assert.Throws<NotSupportedException>(() => files.OpenRead(files.Get("file"))).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => files.List(files.Get("secret")).ToList());
    }

    [Fact]
    public void Open_UnknownFeature_SaysWhich()
    {
        using var image = Ext4Images.Make("true", "-t ext4 -O ^metadata_csum");
        using (var volume = File.OpenWrite(image.Path))
        {
            volume.Position = 1024 + 0x60 + 3;
            volume.WriteByte(0x40);
        }

        var found = Assert.Single(DiskFiles.Open(new RawDisk(image.Bytes())).Volumes);

        Assert.Null(found.Files);
        Assert.Equal("ext4", found.FileSystem);
        Assert.Contains("40000000", found.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(8192)]
    public void Open_AlteredChecksummedMetadata_IsRefusedWhereItIs(int at)
    {
        using var image = Ext4Images.Make("echo x >file", "-t ext4 -b 1024 -O metadata_csum");
        var inodes = Shell.Run($"debugfs -R 'imap file' {image.Path} 2>/dev/null");
        var block = long.Parse(inodes.Split("at block ")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture) * 1024;
        var offset = Convert.ToInt64(inodes.Split("0x")[1], 16);
        var place = at == 1024 ? 1024 + 0x10 : block + offset + 0x50;
        using (var volume = File.Open(image.Path, FileMode.Open))
        {
            volume.Position = place;
            var old = volume.ReadByte();
            volume.Position = place;
            volume.WriteByte((byte)(old ^ 1));
        }

        var found = Assert.Single(DiskFiles.Open(new RawDisk(image.Bytes())).Volumes);

        if (at == 1024)
        {
            Assert.Contains("checksum", found.Reason, StringComparison.Ordinal);
            return;
        }

        var entry = found.Files!.Get("file");
        Assert.Equal(block + offset + 0x7c, Assert.Throws<MalformedFileException>(() => found.Files!.OpenRead(entry)).Offset);
    }
}
