using Holdfast.Testing.Exchange;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Tests.Exchange.Ese;

public sealed class EseLogTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scan_WholeLog_FindsNothing(bool isOpen)
    {
        var report = Scan(new GeneratedLog(0xAB) { IsOpen = isOpen, IsCircular = isOpen }.File());

        Assert.True(report.IsIntact);
        Assert.Equal((0xAB, 8u, isOpen, 7), (report.Header!.Generation, report.Header.Major, report.Header.IsCircular, report.Segments.Seen));
        Assert.Equal(isOpen ? 3 : 0, report.Segments.Empty);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 2, 51, 0, TimeSpan.Zero), report.Header.Created.Moment);
    }

    [Fact]
    public void Scan_SegmentChanged_IsFoundAtItsNumber()
    {
        var file = new GeneratedLog(3).File();
        file[(5 * 4096) + 1000] ^= 3;

        var report = Scan(file);

        Assert.False(report.IsIntact);
        Assert.Equal((5u, 5L * 4096), (Assert.Single(report.Segments.FirstDamaged).Number, report.Segments.FirstDamaged[0].Offset));
    }

    [Fact]
    public void Scan_HeaderChanged_IsSaid()
    {
        var file = new GeneratedLog(3).File();
        file[200] ^= 1;
        Assert.Equal(0, Scan(file).Fault!.Offset);
    }

    [Theory]
    [InlineData(-4096)]
    [InlineData(-1)]
    [InlineData(4096)]
    public void Scan_OtherLengthThanTheHeaderSays_IsSaid(int more)
    {
        var file = new GeneratedLog(3).File();
        Array.Resize(ref file, file.Length + more);
        Assert.Equal(Math.Min(file.Length, 8 * 4096), Scan(file).Fault!.Offset);
    }

    [Fact]
    public void Scan_LogOfAnOldVersion_IsNotJudgedBeyondItsHeader()
    {
        var file = new GeneratedLog(3) { Major = 7 }.File();
        file[(5 * 4096) + 1000] ^= 3;
        Assert.Null(Scan(file).IsIntact);
    }

    [Fact]
    public void Checkpoint_EitherCopyDamaged_ReadsTheOther()
    {
        var file = new GeneratedLog(0x1F).Checkpoint();
        file[100] ^= 1;
        Assert.Equal((new EseLogPosition(0x1F, 3, 0), 0x2222u), (EseCheckpoint.Read(file).Position, EseCheckpoint.Read(file).Signature.Random));
        file[4096 + 100] ^= 1;
        Assert.Throws<MalformedFileException>(() => EseCheckpoint.Read(file));
    }

    [Fact]
    public void Inspect_EachKind_IsKnown()
    {
        var inspector = new EseInspector();
        foreach (var file in new[] { new GeneratedDatabase(4096, 3).File(), new GeneratedLog(3).File(), new GeneratedLog(3).Checkpoint() })
        {
            Assert.IsType<EseInspector>(FileInspectors.Find(FileProbe.Of(new MemoryStream(file))));
            var findings = (EseFindings)inspector.Inspect(new MemoryStream(file), default);
            Assert.True(findings.IsIntact);
            Assert.Single(new object?[] { findings.Database, findings.Log, findings.Checkpoint }, part => part is not null);
        }
    }

    private static EseLogReport Scan(byte[] file)
    {
        var scan = new EseLogScan();
        scan.Push(file);
        return scan.Complete();
    }
}
