using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ntfs;

public sealed class NtfsSpecialTests
{
    [Fact]
    public void Find_OtherCaseShortNameOrStream_IsTheFile()
    {
        using var image = NtfsImages.Make("""
            echo content >"A Long Name.txt"; setfattr -h -n system.ntfs_dos_name -v ALONGN~1.TXT "A Long Name.txt"
            echo umlaut >ÄÖÜ.txt; mkdir Folder; echo inner >Folder/Inner
            echo hidden >"A Long Name.txt:zone.Identifier"; head -c 300000 /dev/urandom >"A Long Name.txt:large"; sha256sum "A Long Name.txt:large"
            """);
        var files = image.Open();

        Assert.Equal(["A Long Name.txt", "Folder", "ÄÖÜ.txt"], files.List(files.Root).Select(entry => entry.Name));
        Assert.Equal("A Long Name.txt", files.Find(files.Root, "a long NAME.TXT")!.Name);
        Assert.Equal("A Long Name.txt", files.Find(files.Root, "alongn~1.txt")!.Name);
        Assert.Equal("ÄÖÜ.txt", files.Find(files.Root, "äöü.TXT")!.Name);
        Assert.Equal("Inner", files.Get("FOLDER/inner").Name);
        Assert.Null(files.Find(files.Root, "A Long Name"));
        Assert.Equal("hidden\n"u8.ToArray(), files.OpenRead(files.Get("a long name.txt"), "Zone.identifier").All());
        Assert.Equal(image.Output()[0][..64], files.OpenRead(files.Get("a long name.txt"), "large").Sha256());
        Assert.Throws<FileNotFoundException>(() => files.OpenRead(files.Get("ÄÖÜ.txt"), "none"));
    }

    [Fact]
    public void Describe_File_HasWhatWindowsKeeps()
    {
        using var image = NtfsImages.Make("""
            echo content >file; echo hidden >file:one; echo more >file:two; ln file other; mkdir folder
            setfattr -h -n system.ntfs_attrib_be -v 0x00000003 file
            setfattr -h -n system.ntfs_times_be -v 0x01d0000000000001$(printf 01d1111111111112)01d222222222222301d3333333333334 file
            getfattr -h -e hex --only-values -n system.ntfs_acl file | od -An -v -tx1 | tr -d ' \n'; echo
            getfattr -h -e hex --only-values -n system.ntfs_acl folder | od -An -v -tx1 | tr -d ' \n'
            """);
        var files = image.Open();

        var item = files.Describe(files.Get("file"), "up"u8.ToArray(), "file"u8.ToArray());
        var attributes = item.Attributes!.ToDictionary(attribute => Encoding.UTF8.GetString(attribute.Name), attribute => attribute.Value);

        Assert.Equal(["holdfast.ntfs.sd", "holdfast.ntfs.stream:one", "holdfast.ntfs.stream:two", "user.holdfast.windows-attributes"], item.Attributes!.Select(attribute => Encoding.UTF8.GetString(attribute.Name)));
        Assert.Equal(string.Join(" ", image.Output()), Convert.ToHexStringLower(attributes["holdfast.ntfs.sd"]) + " " + Descriptor(files, "folder"));
        Assert.Equal("hidden\n"u8.ToArray(), attributes["holdfast.ntfs.stream:one"]);
        Assert.Equal("00000003", Encoding.ASCII.GetString(attributes["user.holdfast.windows-attributes"]));
        Assert.Equal((2u, 8L, ItemKind.File, 0x124u), (item.LinkCount, item.Size, item.Kind, item.Mode));
        Assert.Equal(DateTime.FromFileTimeUtc(0x01d0000000000001), item.Born!.Value.ToDateTimeOffset().UtcDateTime);
        Assert.Equal(DateTime.FromFileTimeUtc(0x01d1111111111112), item.Modified.ToDateTimeOffset().UtcDateTime);
    }

    [Fact]
    public void List_Links_HaveTheirTargets()
    {
        using var image = NtfsImages.Make($"""
            echo x >link; mkdir junction; mkdir volume; echo y >packed; echo z >cloud; echo w >deduplicated
            setfattr -h -n system.ntfs_reparse_data -v 0x{Reparse(0xa000000c, Link(@"\??\C:\Windows\x.txt", @"C:\Windows\x.txt", 1))} link
            setfattr -h -n system.ntfs_reparse_data -v 0x{Reparse(0xa0000003, Link(@"\??\D:\data", "", null))} junction
            setfattr -h -n system.ntfs_reparse_data -v 0x{Reparse(0x80000013, new byte[16])} deduplicated
            """);
        var files = image.Open();
        var listed = files.List(files.Root).ToDictionary(entry => entry.Name);

        Assert.Equal((ItemKind.SymbolicLink, @"C:\Windows\x.txt"), (listed["link"].Kind, listed["link"].LinkTarget));
        Assert.Equal((ItemKind.SymbolicLink, @"D:\data"), (listed["junction"].Kind, listed["junction"].LinkTarget));
        Assert.Equal(@"C:\Windows\x.txt"u8.ToArray(), files.Describe(listed["link"], [], "link"u8.ToArray()).LinkTarget);
        Assert.Contains("deduplication", Assert.Throws<NotSupportedException>(() => files.OpenRead(listed["deduplicated"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenRead_SystemCompression_IsUnpacked()
    {
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(number => $"line {number % 500}\n")));
        using var folder = new TempTree();
        var script = new StringBuilder();
        foreach (var (name, algorithm, length) in new[] { ("x4", 0, 4096), ("x8", 2, 8192), ("x16", 3, 16384) })
        {
            File.WriteAllBytes(folder[name], XpressPacker.Table(content, length));
            var provider = Convert.ToHexString([1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, (byte)algorithm, 0, 0, 0]);
            script.AppendLine($"truncate -s {content.Length} {name}; cp {folder[name]} {name}:WofCompressedData; setfattr -h -n system.ntfs_reparse_data -v 0x{Reparse(0x80000017, Convert.FromHexString(provider))} {name}");
        }

        using var image = NtfsImages.Make(script.ToString());
        var files = image.Open();

        foreach (var name in new[] { "x4", "x8", "x16" })
        {
            Assert.Equal(content.Length, files.Get(name).Size);
            Assert.Equal(content, files.OpenRead(files.Get(name)).All());
            var part = new byte[100];
            files.OpenRead(files.Get(name)).Read(16_350, part);
            Assert.Equal(content[16_350..16_450], part);
            Assert.DoesNotContain(files.Describe(files.Get(name), [], [1]).Attributes!, attribute => Encoding.UTF8.GetString(attribute.Name).Contains("Wof", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void OpenRead_EncryptedFile_SaysSo()
    {
        using var image = NtfsImages.Make("head -c 5000 /dev/urandom >file; echo clear >clear");
        var entry = image.Open().Get("file");
        var volume = File.ReadAllBytes(image.Path);
        // The flag of the content's attribute, in the file's record.
        var record = (int)(BitConverter.ToInt64(volume, 0x30) * 4096) + ((int)(entry.Number & uint.MaxValue) * 1024);
        Assert.Equal("FILE"u8.ToArray(), volume[record..(record + 4)]);
        for (var at = record + BitConverter.ToUInt16(volume, record + 20); ; at += BitConverter.ToInt32(volume, at + 4))
        {
            if (BitConverter.ToInt32(volume, at) != 0x80) continue;
            volume[at + 13] |= 0x40;
            break;
        }

        File.WriteAllBytes(image.Path, volume);
        var files = image.Open();

        Assert.Contains("EFS", Assert.Throws<NotSupportedException>(() => files.OpenRead(entry)).Message, StringComparison.Ordinal);
        Assert.Equal("clear\n"u8.ToArray(), files.OpenRead(files.Get("clear")).All());
    }

    [Fact]
    public void Where_File_IsWhereItsBytesLie()
    {
        using var image = NtfsImages.Make("seq 1 200000 >pagefile.sys; echo x >small; truncate -s 1M holes");
        var files = image.Open();
        var entry = files.Get("PageFile.sys");
        var bytes = image.Bytes();

        var lies = files.Where(entry).SelectMany(range => bytes.Read(range.Offset, (int)range.Length)).ToArray();

        Assert.Equal(files.OpenRead(entry).All(), lies[..(int)entry.Size]);
        Assert.Empty(files.Where(files.Get("small")));
        Assert.Empty(files.Where(files.Get("holes")));
    }

    private static string Descriptor(IFileSystem files, string path) =>
        Convert.ToHexStringLower(files.Describe(files.Get(path), [], [1]).Attributes!.Single(attribute => attribute.Name.AsSpan().SequenceEqual("holdfast.ntfs.sd"u8)).Value);

    private static string Reparse(uint tag, byte[] data) => Convert.ToHexString([.. BitConverter.GetBytes(tag), .. BitConverter.GetBytes((ushort)data.Length), 0, 0, .. data]);

    /// <param name="flags">Of a symbolic link; a mount point has none.</param>
    private static byte[] Link(string target, string shown, int? flags)
    {
        byte[] first = Encoding.Unicode.GetBytes(target + '\0'), second = Encoding.Unicode.GetBytes(shown + '\0');
        return
        [
            .. new[] { 0, first.Length - 2, first.Length, second.Length - 2 }.SelectMany(value => BitConverter.GetBytes((ushort)value)),
            .. flags is { } value ? BitConverter.GetBytes(value) : [], .. first, .. second,
        ];
    }
}
