using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhd;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Disks.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Disks;

public sealed class VhdDiskTests
{
    private const int Mega = 1 << 20;
    private static readonly byte[] Old = Images.Bytes(new Random(1), 3 * 4096), New = Images.Bytes(new Random(2), 3 * 4096);

    [Theory]
    [InlineData("dynamic", true)]
    [InlineData("dynamic", false)]
    [InlineData("fixed", true)]
    [InlineData("fixed", false)]
    public void Read_MadeByQemu_IsWhatItWasMadeFrom(string kind, bool forceSize)
    {
        Assert.SkipUnless(Images.HasQemu, Images.NeedsQemu);
        using var folder = new TempTree();
        var raw = Images.Raw(folder, "raw", (20 * Mega) + 4096, 1, (0, 700_000), (9 * Mega, 3 * Mega), (20 * Mega, 4096));
        Shell.Run($"qemu-img convert -f raw -O vpc -o subformat={kind},force_size={(forceSize ? "on" : "off")} raw image", folder.Root);

        using var disk = (VhdDisk)DiskImages.Open(folder["image"]);
        using var expected = DiskImages.Open(Images.QemuRaw(folder, folder["image"], "vpc"));

        Images.AssertSame(expected, disk);
        disk.CheckBlocks(CancellationToken.None);
        Assert.Empty(disk.Faults);
        Assert.Equal(kind == "fixed", disk.IsFixed);
        if (forceSize) Assert.Equal(new FileInfo(raw).Length, disk.Length);
    }

    [Fact]
    public void Read_DifferencingMadeByWindows_NamesItsParentAndReadsWhatIsHere()
    {
        Assert.SkipUnless(Images.HasQemu, Images.NeedsQemu);
        using var folder = new TempTree();
        var file = Images.Artefact(folder, "vhd/fat-differential.vhd");

        Assert.Throws<FileNotFoundException>(() => DiskImages.Open(file));
        using var disk = (VhdDisk)DiskImages.Open(file, new DiskOpening { IsLenient = true });

        Assert.Same(disk.Parent, disk.MissingParent);
        Assert.Equal(4 * Mega, disk.Length);
        Assert.Equal(new Guid("5fa21a55-f394-aa4d-9958-1951a67d5540"), disk.Parent!.Ids[0]);
        Assert.Contains(@".\fat-parent.vhd", disk.Parent.Paths.Select(path => path.Text));
        Assert.Contains(@"C:\Projects\dfvfs\test_data\fat-parent.vhd", disk.Parent.Paths.Select(path => path.Text));
        Assert.Empty(disk.Faults);
        disk.CheckBlocks(CancellationToken.None);
        using var here = DiskImages.Open(Images.QemuRaw(folder, file, "vpc"));
        var (one, two) = (new byte[512], new byte[512]);
        var read = 0;
        for (long at = 0; at < disk.Length; at += 512)
        {
            here.Read(at, one);
            if (!one.AsSpan().ContainsAnyExcept((byte)0)) continue;
            disk.Read(at, two);
            Assert.Equal(one, two);
            read++;
        }

        Assert.True(read > 0);
    }

    [Fact]
    public void Read_DifferencingAndParentBesideIt_AreOneDisk()
    {
        using var folder = new TempTree();
        var file = Images.Artefact(folder, "vhd/image-differential.vhd");

        Assert.Throws<MalformedFileException>(() => DiskImages.Open(file));
        using var disk = (VhdDisk)DiskImages.Open(file, new DiskOpening { IsLenient = true, Parents = new ParentsBeside(file) });

        Assert.Null(disk.MissingParent);
        Assert.Equal(104_448, disk.Length);
        Assert.Equal("image.vhd", disk.Parent!.Name);
        Assert.Contains(disk.Faults, fault => fault.Message.Contains("checksum", StringComparison.Ordinal));
        Assert.True(Images.All(disk).AsSpan().ContainsAnyExcept((byte)0));
    }

    [Theory]
    [InlineData("parent.vhd", null)]
    [InlineData("", @".\parent.vhd")]
    [InlineData(@"C:\VMs\parent.vhd", null)]
    public void Read_Differencing_TakesEachSectorFromWhereItIs(string name, string? locator)
    {
        using var folder = new TempTree();
        var parent = new VhdBuilder(3 * 4096).With(0, 255, Old[..4096]).With(1, 255, Old[4096..8192]).With(2, 255, Old[8192..]);
        File.WriteAllBytes(folder["parent.vhd"], parent.Build());
        File.WriteAllBytes(folder["child.vhd"], new VhdBuilder(3 * 4096) { Id = Guid.NewGuid(), ParentId = parent.Id, ParentName = name, RelativeLocator = locator }.With(0, 0b0110_0001, New[..4096]).With(2, 255, New[8192..]).Build());

        using var disk = (VhdDisk)DiskImages.Open(folder["child.vhd"]);

        Assert.Equal((byte[])[.. Old[..512], .. New[512..1536], .. Old[1536..3584], .. New[3584..4096], .. Old[4096..8192], .. New[8192..]], Images.All(disk));
        disk.CheckBlocks(CancellationToken.None);
    }

    [Fact]
    public void Open_AnotherParent_IsRefused()
    {
        using var folder = new TempTree();
        File.WriteAllBytes(folder["parent.vhd"], new VhdBuilder(3 * 4096).Build());
        File.WriteAllBytes(folder["child.vhd"], new VhdBuilder(3 * 4096) { ParentId = Guid.NewGuid(), ParentName = "parent.vhd" }.Build());

        Assert.Throws<MalformedFileException>(() => DiskImages.Open(folder["child.vhd"]));
    }

    [Fact]
    public void Open_FooterCutOff_IsReadFromItsCopyAndSaid()
    {
        var whole = new VhdBuilder(3 * 4096).With(1, 255, Old[4096..8192]).Build();

        var disk = VhdDisk.Open(Bytes(whole[..^512]));

        Assert.Equal(Old[4096..8192], Images.All(disk)[4096..8192]);
        Assert.Equal(whole.Length - 1024, Assert.Single(disk.Faults).Offset);
    }

    [Fact]
    public void Open_OldFooterOf511Bytes_IsRead()
    {
        var content = Images.Bytes(new Random(3), 8192);
        var footer = VhdStructures.Footer(8192, true, Guid.NewGuid(), DateTimeOffset.UnixEpoch);

        var disk = VhdDisk.Open(Bytes([.. content, .. footer[..511]]));

        Assert.Equal(content, Images.All(disk));
    }

    [Fact]
    public void Open_ChecksumWrong_IsRefusedUnlessLenient()
    {
        var file = new VhdBuilder(3 * 4096).With(0, 255, Old[..4096]).Build();
        file[70] ^= 1;
        file[^442] ^= 1;

        Assert.Equal(file.Length - 448, Assert.Throws<MalformedFileException>(() => VhdDisk.Open(Bytes(file))).Offset);
        var disk = VhdDisk.Open(Bytes(file), new DiskOpening { IsLenient = true });
        Assert.Equal(2, disk.Faults.Count);
        Assert.Equal(Old[..4096], Images.All(disk)[..4096]);
    }

    [Fact]
    public void CheckBlocks_TwoInOnePlace_AreFound()
    {
        var file = new VhdBuilder(3 * 4096).With(0, 255, Old[..4096]).With(1, 255, Old[4096..8192]).Build();
        file.AsSpan(2048, 4).CopyTo(file.AsSpan(2052));

        Assert.Equal(2052, Assert.Throws<MalformedFileException>(() => VhdDisk.Open(Bytes(file)).CheckBlocks(CancellationToken.None)).Offset);
    }

    [Fact]
    public void CheckBlocks_BlockOverTheHeader_IsFound()
    {
        var file = new VhdBuilder(3 * 4096).With(0, 255, Old[..4096]).Build();
        file[2051] = 1;

        Assert.Equal(2048, Assert.Throws<MalformedFileException>(() => VhdDisk.Open(Bytes(file)).CheckBlocks(CancellationToken.None)).Offset);
    }

    private static StreamBytes Bytes(byte[] content) => new(new MemoryStream(content));
}
