using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Disks.Support;

namespace Holdfast.Workloads.Tests.Disks;

/// <summary>Logs that were not replayed when the power went: which entries count, and what they put where.</summary>
public sealed class VhdxLogTests
{
    private const int Mega = 1 << 20;
    private static readonly Guid Log = new("99999999-8888-7777-6666-555555555555");
    private static readonly byte[] One = Images.Bytes(new Random(1), 4096), Two = Images.Bytes(new Random(2), 4096), Three = Images.Bytes(new Random(3), 4096);

    [Fact]
    public void Replay_DataAndZeros_LieOverTheFileInTheirOrder()
    {
        var old = Images.Bytes(new Random(9), 64 << 10);
        var disk = Open((0, new LogEntry(Log, 5, 0).Data(At(0), One).Zeros(At(8192), 12_288).Data(At(12_288), Two).Bytes()), (12_288, new LogEntry(Log, 6, 0).Data(At(0), Three).Bytes()), old);

        var read = new byte[64 << 10];
        disk.Read(0, read);

        Assert.Equal(2, disk.ReplayedEntries);
        Assert.Equal((byte[])[.. Three, .. old[4096..8192], .. new byte[4096], .. Two, .. new byte[4096], .. old[20_480..]], read);
        var part = new byte[5000];
        disk.Read(3000, part);
        Assert.Equal(read[3000..8000], part);
    }

    [Fact]
    public void Replay_EntryBeforeTheTail_DoesNotCount()
    {
        var disk = Open((0, new LogEntry(Log, 5, 0).Data(At(0), One).Bytes()), (8192, new LogEntry(Log, 6, 8192).Data(At(4096), Two).Bytes()), new byte[8192]);

        Assert.Equal(1, disk.ReplayedEntries);
        Assert.Equal((byte[])[.. new byte[4096], .. Two], Read(disk, 8192));
    }

    [Fact]
    public void Replay_SequenceThatGoesRoundTheEndOfTheLog_IsFound()
    {
        var bytes = new LogEntry(Log, 6, Mega - 12_288).Data(At(4096), Two).Data(At(8192), Three).Bytes();
        var file = Builder().Piece(VhdxBuilder.Log + Mega - 12_288, new LogEntry(Log, 5, Mega - 12_288).Data(At(0), One).Bytes())
            .Piece(VhdxBuilder.Log + Mega - 4096, bytes[..4096]).Piece(VhdxBuilder.Log, bytes[4096..]).Piece(At(0), new byte[12_288]).Build();

        var disk = VhdxDisk.Open(file);

        Assert.Equal(2, disk.ReplayedEntries);
        Assert.Equal((byte[])[.. One, .. Two, .. Three], Read(disk, 12_288));
    }

    [Fact]
    public void Replay_SeveralSequences_TakesTheOneWrittenLast()
    {
        var disk = Open((0, new LogEntry(Log, 9, 0).Data(At(0), One).Bytes()), (40_960, new LogEntry(Log, 5, 40_960).Data(At(0), Two).Bytes()), new byte[4096]);

        Assert.Equal(One, Read(disk, 4096));
    }

    [Fact]
    public void Replay_NewerSequenceTorn_TakesTheOneBefore()
    {
        var torn = new LogEntry(Log, 9, 40_960).Data(At(0), Two).Bytes();
        torn[5000] ^= 1;
        var disk = Open((0, new LogEntry(Log, 5, 0).Data(At(0), One).Bytes()), (40_960, torn), new byte[4096]);

        Assert.Equal(One, Read(disk, 4096));
    }

    [Fact]
    public void Replay_EntriesOfAnEarlierLog_DoNotCount()
    {
        var disk = Open((0, new LogEntry(Guid.Empty, 9, 0).Data(At(0), Two).Bytes()), (40_960, new LogEntry(Log, 5, 40_960).Data(At(0), One).Bytes()), new byte[4096]);

        Assert.Equal(One, Read(disk, 4096));
    }

    [Fact]
    public void Replay_TableInTheLog_BlockIsThereAndTheFileGrows()
    {
        var table = new byte[4096];
        BitConverter.TryWriteBytes(table, (5UL << 20) | BlockState.FullyPresent);
        var file = new VhdxBuilder(4L * Mega) { LogId = Log }.Piece(VhdxBuilder.Log, new LogEntry(Log, 1, 0) { LastLength = 6 << 20 }.Data(VhdxBuilder.Table, table).Data(5L << 20, One).Bytes()).Build(5);

        var disk = VhdxDisk.Open(file);

        Assert.Equal((byte[])[.. One, .. new byte[4096]], Read(disk, 8192));
        disk.CheckBlocks(CancellationToken.None);
    }

    [Fact]
    public void Replay_ManyDescriptors_ReachOverSeveralSectors()
    {
        var entry = new LogEntry(Log, 1, 0);
        for (var index = 0; index < 200; index++) entry.Zeros(At(index * 4096), 4096);
        var file = Builder().Piece(VhdxBuilder.Log, entry.Data(At(0), One).Bytes()).Piece(At(0), Images.Bytes(new Random(4), 900_000)).Build();

        var read = Read(VhdxDisk.Open(file), 900_000);

        Assert.Equal(One, read[..4096]);
        Assert.False(read.AsSpan(4096, 199 * 4096).ContainsAnyExcept((byte)0));
        Assert.True(read.AsSpan(200 * 4096).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Open_NoSoundSequence_IsRefusedAtTheLog()
    {
        var entry = new LogEntry(Log, 5, 4096).Data(At(0), One).Bytes();

        var fault = Assert.Throws<MalformedFileException>(() => VhdxDisk.Open(Builder().Piece(VhdxBuilder.Log, entry).Build()));

        Assert.Equal(VhdxBuilder.Log, fault.Offset);
    }

    [Fact]
    public void Open_FileShorterThanItsLogSays_IsRefusedAsCutOff()
    {
        var entry = new LogEntry(Log, 5, 0) { FlushedLength = 64 << 20 }.Data(At(0), One).Bytes();

        var fault = Assert.Throws<MalformedFileException>(() => VhdxDisk.Open(Builder().Piece(VhdxBuilder.Log, entry).Build()));

        Assert.Equal(5 * Mega, fault.Offset);
    }

    /// <summary>Byte of the file at which block 0 has that byte.</summary>
    private static long At(long within) => VhdxBuilder.FirstBlock + within;

    private static VhdxBuilder Builder() => new VhdxBuilder(4L * Mega) { LogId = Log }.Block(0, BlockState.FullyPresent, 4);

    private static VhdxDisk Open((long At, byte[] Entry) first, (long At, byte[] Entry) second, byte[] block)
        => VhdxDisk.Open(Builder().Piece(VhdxBuilder.Log + first.At, first.Entry).Piece(VhdxBuilder.Log + second.At, second.Entry).Piece(At(0), block).Build());

    private static byte[] Read(VhdxDisk disk, int length)
    {
        var bytes = new byte[length];
        disk.Read(0, bytes);
        return bytes;
    }
}
