using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Disks.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Disks;

/// <summary>Chains of VHDX: what is here, what is in a parent, and which parent it may be.</summary>
public sealed class DifferencingTests
{
    private const int Mega = 1 << 20;
    private static readonly Guid ParentId = new("12345678-1234-1234-1234-123456789abc");
    private static readonly byte[] Old = Images.Bytes(new Random(1), 4 * Mega), New = Images.Bytes(new Random(2), 4 * Mega);

    [Fact]
    public void Read_EveryStateOfABlock_ComesFromWhereItSays()
    {
        using var folder = new TempTree();
        Parent(folder["parent.vhdx"], ParentId);
        Child("parent.vhdx", ParentId).Build(12).WriteTo(folder["child.vhdx"]);

        using var disk = (VhdxDisk)DiskImages.Open(folder["child.vhdx"]);

        byte[] partly = [.. Old[..512], .. New[512..1536], .. Old[1536..(100 * 512)], .. New[(100 * 512)..(101 * 512)], .. Old[(101 * 512)..Mega]];
        byte[] expected = [.. partly, .. New[Mega..(2 * Mega)], .. new byte[Mega], .. Old[(3 * Mega)..], .. new byte[4 * Mega]];
        Assert.Equal(expected, Images.All(disk));
        disk.CheckBlocks(CancellationToken.None);
        var part = new byte[2000];
        disk.Read(300, part);
        Assert.Equal(expected[300..2300], part);
        Assert.Equal([new ByteRange(0, 512), new ByteRange(512, 1024), new ByteRange(1536, (100 * 512) - 1536), new ByteRange(100 * 512, 512), new ByteRange(101 * 512, Mega - (101 * 512)), new ByteRange(Mega, Mega), new ByteRange(3 * Mega, Mega)], disk.Data(new ByteRange(0, disk.Length)));
    }

    [Theory]
    [InlineData("relative_path", @"..\parents\parent.vhdx")]
    [InlineData("relative_path", @".\..\parents\parent.vhdx")]
    [InlineData("absolute_win32_path", @"\\?\C:\VMs\beside.vhdx")]
    [InlineData("absolute_win32_path", @"\\?\C:\VMs\BESIDE.vhdx")]
    [InlineData("volume_path", @"\\?\Volume{26A21BDA-A627-11D7-9931-806E6F6E6963}\VMs\beside.vhdx")]
    public void Open_PathOfTheParent_IsFollowedFromTheChildsFolder(string key, string path)
    {
        using var folder = new TempTree();
        folder.Folder("parents");
        folder.Folder("children");
        Parent(folder["parents/parent.vhdx"], ParentId);
        Parent(folder["children/beside.vhdx"], ParentId);
        new VhdxBuilder(8L * Mega) { Locator = new() { ["parent_linkage"] = ParentId.ToString("B"), [key] = path } }.Build().WriteTo(folder["children/child.vhdx"]);

        using var disk = DiskImages.Open(folder["children/child.vhdx"]);

        Assert.Equal(Old, Images.All(disk)[..(4 * Mega)]);
    }

    [Fact]
    public void Open_ThreeGenerations_ReadsThroughThemAll()
    {
        using var folder = new TempTree();
        var middleId = Guid.NewGuid();
        Parent(folder["parent.vhdx"], ParentId);
        new VhdxBuilder(8L * Mega) { ContentId = middleId, Locator = Locator("parent.vhdx", ParentId) }.Block(1, BlockState.FullyPresent, 4, New[Mega..(2 * Mega)]).Build().WriteTo(folder["middle.vhdx"]);
        new VhdxBuilder(8L * Mega) { Locator = Locator("middle.vhdx", middleId) }.Block(2, BlockState.Zero).Build().WriteTo(folder["child.vhdx"]);

        using var disk = DiskImages.Open(folder["child.vhdx"]);

        Assert.Equal((byte[])[.. Old[..Mega], .. New[Mega..(2 * Mega)], .. new byte[Mega], .. Old[(3 * Mega)..]], Images.All(disk)[..(4 * Mega)]);
    }

    [Fact]
    public void Open_SecondLinkage_IsAcceptedToo()
    {
        using var folder = new TempTree();
        Parent(folder["parent.vhdx"], ParentId);
        var locator = new Dictionary<string, string> { ["parent_linkage"] = Guid.NewGuid().ToString("B"), ["parent_linkage2"] = ParentId.ToString("B"), ["relative_path"] = @".\parent.vhdx" };
        new VhdxBuilder(8L * Mega) { Locator = locator }.Build().WriteTo(folder["child.vhdx"]);

        using var disk = DiskImages.Open(folder["child.vhdx"]);

        Assert.Equal(Old, Images.All(disk)[..(4 * Mega)]);
    }

    [Fact]
    public void Open_ParentThatChangedSince_IsRefused()
    {
        using var folder = new TempTree();
        Parent(folder["parent.vhdx"], Guid.NewGuid());
        Child("parent.vhdx", ParentId).Build(12).WriteTo(folder["child.vhdx"]);

        var fault = Assert.Throws<MalformedFileException>(() => DiskImages.Open(folder["child.vhdx"]));

        Assert.Contains(ParentId.ToString(), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ParentMissing_IsRefusedOrSaid()
    {
        using var folder = new TempTree();
        Child("parent.vhdx", ParentId).Build(12).WriteTo(folder["child.vhdx"]);

        var refused = Assert.Throws<FileNotFoundException>(() => DiskImages.Open(folder["child.vhdx"]));
        using var disk = (VhdxDisk)DiskImages.Open(folder["child.vhdx"], new DiskOpening { IsLenient = true });

        Assert.Contains("parent.vhdx", refused.Message, StringComparison.Ordinal);
        Assert.Same(disk.Parent, disk.MissingParent);
        var read = new byte[Mega];
        disk.Read(Mega, read);
        Assert.Equal(New[Mega..(2 * Mega)], read);
        Assert.Throws<FileNotFoundException>(() => disk.Read(3 * Mega, read));
    }

    [Fact]
    public void Open_GrandparentMissing_IsSaid()
    {
        using var folder = new TempTree();
        var middleId = Guid.NewGuid();
        new VhdxBuilder(8L * Mega) { ContentId = middleId, Locator = Locator("parent.vhdx", ParentId) }.Build().WriteTo(folder["middle.vhdx"]);
        new VhdxBuilder(8L * Mega) { Locator = Locator("middle.vhdx", middleId) }.Build().WriteTo(folder["child.vhdx"]);

        Assert.Throws<FileNotFoundException>(() => DiskImages.Open(folder["child.vhdx"]));
        using var disk = (VhdxDisk)DiskImages.Open(folder["child.vhdx"], new DiskOpening { IsLenient = true });

        Assert.Equal(@".\parent.vhdx", disk.MissingParent!.Name);
    }

    [Fact]
    public void Open_DiskThatIsItsOwnParent_ComesToAnEnd()
    {
        using var folder = new TempTree();
        var loop = new VhdxBuilder(8L * Mega) { ContentId = ParentId, Locator = Locator("other.vhdx", ParentId) }.Build();
        loop.WriteTo(folder["child.vhdx"]);
        new VhdxBuilder(8L * Mega) { ContentId = ParentId, Locator = Locator("child.vhdx", ParentId) }.Build().WriteTo(folder["other.vhdx"]);

        var fault = Assert.Throws<MalformedFileException>(() => DiskImages.Open(folder["child.vhdx"]));

        Assert.Contains("chain of parents", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ParentWithOtherSectors_IsRefused()
    {
        using var folder = new TempTree();
        Parent(folder["parent.vhdx"], ParentId);
        new VhdxBuilder(8L * Mega) { SectorLength = 4096, Locator = Locator("parent.vhdx", ParentId) }.Build().WriteTo(folder["child.vhdx"]);

        Assert.Throws<MalformedFileException>(() => DiskImages.Open(folder["child.vhdx"]));
    }

    private static void Parent(string path, Guid id)
        => new VhdxBuilder(4L * Mega) { ContentId = id, BlockLength = 2 * Mega }.Block(0, BlockState.FullyPresent, 6, Old[..(2 * Mega)]).Block(1, BlockState.FullyPresent, 4, Old[(2 * Mega)..]).Build(8).WriteTo(path);

    /// <summary>Block 0 in part, 1 here, 2 zeros, 3 in the parent, the rest beyond the parent.</summary>
    private static VhdxBuilder Child(string parent, Guid id)
    {
        var bits = new byte[Mega];
        (bits[0], bits[12]) = (0b0000_0110, 0b0001_0000);
        return new VhdxBuilder(8L * Mega) { Locator = Locator(parent, id) }
            .Block(0, BlockState.PartiallyPresent, 4, New[..Mega]).Block(1, BlockState.FullyPresent, 5, New[Mega..(2 * Mega)]).Block(2, BlockState.Unmapped).Bitmap(0, 7, bits);
    }

    private static Dictionary<string, string> Locator(string parent, Guid id) => new() { ["parent_linkage"] = id.ToString("B"), ["relative_path"] = @".\" + parent };
}
