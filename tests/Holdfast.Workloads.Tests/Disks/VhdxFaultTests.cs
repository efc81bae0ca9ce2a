using System.Buffers.Binary;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Disks.Support;

namespace Holdfast.Workloads.Tests.Disks;

/// <summary>What is wrong with a VHDX is said with its place.</summary>
public sealed class VhdxFaultTests
{
    private const int Mega = 1 << 20;

    [Theory]
    [InlineData(VhdxFormat.FirstHeader)]
    [InlineData(VhdxFormat.SecondHeader)]
    [InlineData(VhdxFormat.FirstRegionTable)]
    [InlineData(VhdxFormat.SecondRegionTable)]
    public void Open_OneOfTwoCopiesDamaged_ReadsTheOtherAndSaysSo(int offset)
    {
        var content = Images.Bytes(new Random(1), 4096);
        var file = Builder().Piece(4 * Mega, content).Build();
        file[offset][20] ^= 1;

        var disk = VhdxDisk.Open(file);

        var read = new byte[4096];
        disk.Read(0, read);
        Assert.Equal(content, read);
        Assert.Equal(offset + 4, Assert.Single(disk.Faults).Offset);
    }

    [Theory]
    [InlineData(VhdxFormat.FirstHeader, VhdxFormat.SecondHeader)]
    [InlineData(VhdxFormat.FirstRegionTable, VhdxFormat.SecondRegionTable)]
    public void Open_BothCopiesDamaged_IsRefused(int one, int two)
    {
        var file = Builder().Build();
        file[one][20] ^= 1;
        file[two][20] ^= 1;

        Assert.Equal(one + 4, Assert.Throws<MalformedFileException>(() => VhdxDisk.Open(file)).Offset);
    }

    [Fact]
    public void Open_TwoHeaders_TheHigherSequenceNumberCounts()
    {
        var file = Builder().Build();
        var id = Guid.NewGuid();
        var newer = file[VhdxFormat.FirstHeader];
        BinaryPrimitives.WriteUInt64LittleEndian(newer.AsSpan(8), 9);
        id.TryWriteBytes(newer.AsSpan(32));
        VhdxBuilder.Seal(newer);

        Assert.Equal(id, VhdxDisk.Open(file).DataWriteGuid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_UnknownRegion_IsRefusedOnlyWhereItIsRequired(bool isRequired)
    {
        var file = Builder().Build(8);
        var regions = new byte[VhdxFormat.RegionTableLength];
        file[VhdxFormat.FirstRegionTable].CopyTo(regions, 0);
        regions[8] = 3;
        Guid.NewGuid().TryWriteBytes(regions.AsSpan(80));
        BinaryPrimitives.WriteUInt64LittleEndian(regions.AsSpan(96), 7 * Mega);
        BinaryPrimitives.WriteUInt32LittleEndian(regions.AsSpan(104), Mega);
        regions[108] = isRequired ? (byte)1 : (byte)0;
        VhdxBuilder.Seal(regions);
        file.Put(VhdxFormat.FirstRegionTable, regions).Put(VhdxFormat.SecondRegionTable, regions);

        if (isRequired) Assert.Equal(VhdxFormat.FirstRegionTable + 80, Assert.Throws<MalformedFileException>(() => VhdxDisk.Open(file)).Offset);
        else VhdxDisk.Open(file).CheckBlocks(CancellationToken.None);
    }

    [Theory]
    [InlineData(4u, true)]
    [InlineData(5u, true)]
    [InlineData(0u, false)]
    [InlineData(1u, false)]
    public void Open_UnknownMetadata_IsRefusedOnlyWhereItIsRequired(uint flags, bool isRefused)
    {
        var file = Builder().Build();
        var table = file[VhdxBuilder.Metadata];
        table[10] = 6;
        Guid.NewGuid().TryWriteBytes(table.AsSpan(6 * 32));
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan((6 * 32) + 24), flags);

        if (isRefused) Assert.Equal(VhdxBuilder.Metadata + (6 * 32), Assert.Throws<MalformedFileException>(() => VhdxDisk.Open(file)).Offset);
        else Assert.Equal(4 * Mega, VhdxDisk.Open(file).Length);
    }

    [Fact]
    public void CheckBlocks_TwoBlocksInOnePlace_AreFound()
    {
        var disk = VhdxDisk.Open(Builder().Block(1, BlockState.FullyPresent, 4).Build());

        Assert.Equal(VhdxBuilder.Table + 8, Assert.Throws<MalformedFileException>(() => disk.CheckBlocks(CancellationToken.None)).Offset);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void CheckBlocks_BlockOverStructures_IsFound(int megabyte)
    {
        var disk = VhdxDisk.Open(Builder().Block(1, BlockState.FullyPresent, megabyte).Build());

        Assert.Equal(VhdxBuilder.Table + 8, Assert.Throws<MalformedFileException>(() => disk.CheckBlocks(CancellationToken.None)).Offset);
    }

    [Fact]
    public void Read_FileCutOff_NamesItsEnd()
    {
        var file = Builder().Block(1, BlockState.FullyPresent, 5).Build(6);
        file.Length = (5 * Mega) + 1000;
        var disk = VhdxDisk.Open(file);
        var buffer = new byte[2 * Mega];

        Assert.Equal(file.Length, Assert.Throws<MalformedFileException>(() => disk.Read(0, buffer)).Offset);
        Assert.Equal(file.Length, Assert.Throws<MalformedFileException>(() => disk.CheckBlocks(CancellationToken.None)).Offset);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void Read_StateThatTheDiskCannotHave_IsRefused(int state)
    {
        var disk = VhdxDisk.Open(Builder().Block(1, state, 5).Build(6));

        Assert.Equal(VhdxBuilder.Table + 8, Assert.Throws<MalformedFileException>(() => disk.Read(Mega, new byte[10])).Offset);
    }

    private static VhdxBuilder Builder() => new VhdxBuilder(4L * Mega).Block(0, BlockState.FullyPresent, 4);
}
