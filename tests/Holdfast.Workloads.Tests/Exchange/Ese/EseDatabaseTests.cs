using Holdfast.Testing.Exchange;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Tests.Exchange.Ese;

public sealed class EseDatabaseTests
{
    public static TheoryData<int> PageLengths => [2048, 4096, 8192, 16384, 32768];

    [Theory, MemberData(nameof(PageLengths))]
    public void Scan_WholeFile_FindsNothing(int pageLength)
    {
        var report = Scan(new GeneratedDatabase(pageLength, 37).File());

        Assert.True(report.IsIntact);
        Assert.Equal((37, 7, 0), (report.Pages.Seen, report.Pages.Empty, report.Pages.Damaged));
        Assert.Equal((pageLength, EseState.Clean, 0x620u, 20u), (report.Header!.PageLength, report.Header.State, report.Header.Version, report.Header.Revision));
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 1, 0, TimeSpan.Zero), report.Header.AttachTime.Moment);
    }

    [Theory, MemberData(nameof(PageLengths))]
    public void Scan_OneBitFlippedAnywhereInAPage_IsFoundAtThatPage(int pageLength)
    {
        var file = new GeneratedDatabase(pageLength, 11).File();
        var random = new Random(pageLength);
        for (var times = 0; times < 60; times++)
        {
            var (number, bit) = (random.Next(1, 12), random.Next(pageLength * 8));
            var at = ((number + 1) * pageLength) + (bit / 8);
            file[at] ^= (byte)(1 << (bit % 8));

            var report = Scan(file);

            Assert.False(report.IsIntact);
            Assert.Equal(((uint)number, (long)(number + 1) * pageLength), (Assert.Single(report.Pages.FirstDamaged).Number, report.Pages.FirstDamaged[0].Offset));
            file[at] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(Scan(file).IsIntact);
    }

    [Fact]
    public void Scan_OneBitInContent_IsToldFromWorse()
    {
        var file = new GeneratedDatabase(8192, 9).File();
        file[(3 * 8192) + 5000] ^= 1;
        file[(4 * 8192) + 5000] ^= 7;

        var report = Scan(file);

        Assert.Equal([(2u, true), (3u, false)], report.Pages.FirstDamaged.Select(page => (page.Number, page.IsOneBit)));
        Assert.Equal((2, 1), (report.Pages.Damaged, report.Pages.OneBit));
    }

    [Fact]
    public void Scan_PagesInEachOthersPlaces_AreBothDamaged()
    {
        var file = new GeneratedDatabase(4096, 9).File();
        var kept = file[(3 * 4096)..(4 * 4096)];
        file.AsSpan(4 * 4096, 4096).CopyTo(file.AsSpan(3 * 4096));
        kept.CopyTo(file.AsSpan(4 * 4096));

        Assert.Equal([2u, 3u], Scan(file).Pages.FirstDamaged.Select(page => page.Number));
    }

    [Fact]
    public void Scan_EverythingDamaged_ListsSoManyAndCountsAll()
    {
        var file = new GeneratedDatabase(2048, 1000) { Mixed = 0 }.File();
        for (var number = 1; number <= 1000; number++) file[((number + 1) * 2048) + 100] ^= 3;

        var report = Scan(file);

        Assert.Equal(1000, report.Pages.Damaged);
        Assert.Equal(EsePages.Listed, report.Pages.FirstDamaged.Count);
    }

    [Theory, MemberData(nameof(PageLengths))]
    public void Scan_FirstHeaderOverwritten_ReadsTheCopyAndSaysSo(int pageLength)
    {
        var file = new GeneratedDatabase(pageLength, 7).File();
        file.AsSpan(0, 512).Clear();

        var report = Scan(file);

        Assert.Equal(0, report.Fault!.Offset);
        Assert.Equal((pageLength, 7, 0), (report.Header!.PageLength, report.Pages.Seen, report.Pages.Damaged));
        Assert.True(new EseInspector().Recognizes(FileProbe.Of(new MemoryStream(file))));
    }

    [Fact]
    public void Scan_CopyOfTheHeaderDamaged_IsSaidAtItsPlace()
    {
        var file = new GeneratedDatabase(4096, 7).File();
        file[4096 + 300] ^= 1;
        Assert.Equal(4096, Scan(file).Fault!.Offset);
    }

    [Theory]
    [InlineData(4096 * 5)]
    [InlineData(1)]
    public void Scan_FileCutOff_IsSaidUnlessWholePagesAreMissing(int missing)
    {
        var file = new GeneratedDatabase(4096, 30).File();

        var report = Scan(file[..^missing]);

        // How many pages a database has is in its space trees and not in its header: whole ones that are missing at the end cannot be seen here.
        Assert.Equal(missing % 4096 == 0, report.Fault is null);
        Assert.Equal(missing % 4096 == 0 ? 25 : 29, report.Pages.Seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(70_000)]
    public void Scan_OtherFile_IsRefusedAtItsFirstByte(int length)
    {
        var report = Scan(new byte[length]);
        Assert.Equal(0, report.Fault!.Offset);
        Assert.Null(report.Header);
    }

    [Fact]
    public void Push_InPiecesOfAnyLength_FindsTheSame()
    {
        var file = new GeneratedDatabase(4096, 40).File();
        file[(20 * 4096) + 77] ^= 9;
        foreach (var piece in new[] { 1000, 4096, 4097, 65_536, 65_537 })
        {
            var scan = new EseDatabaseScan();
            for (var at = 0; at < file.Length; at += piece) scan.Push(file.AsSpan(at, Math.Min(piece, file.Length - at)));
            var report = scan.Complete();
            Assert.Equal((40, 19u), (report.Pages.Seen, Assert.Single(report.Pages.FirstDamaged).Number));
        }
    }

    private static EseDatabaseReport Scan(byte[] file)
    {
        var scan = new EseDatabaseScan();
        scan.Push(file);
        return scan.Complete();
    }
}
