using System.Security.Cryptography;
using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Tests.SqlServer.Media;

/// <summary>Second backups of a database against the first: what would have to be stored.</summary>
public sealed class MediaCutterTests
{
    private const int Pages = 4096;
    private const int ExtentLength = 8 * GeneratedPages.PageLength;

    [Fact]
    public void Next_SecondFullWithOnePercentChanged_NeedsAtMostTwoPercentNewBytes()
    {
        var before = GeneratedPages.Database(1, Pages);
        var after = Change(before);

        var fraction = NewFraction([MediaWriter.File(Full(before, 1000))], [MediaWriter.File(Full(after, 7_777, "a longer name of the server that moves every page"))]);

        Assert.InRange(fraction, 0.005, 0.02);
    }

    [Fact]
    public void Next_OtherNumberOfStripesAndOtherOrderOfExtents_NeedsAtMostTwoPercentNewBytes()
    {
        var before = GeneratedPages.Database(2, Pages);
        var after = Change(before);

        var fraction = NewFraction(Stripes(before, 3, 11), Stripes(after, 5, 12));

        Assert.InRange(fraction, 0.005, 0.02);
    }

    /// <summary>Pages that change far from each other take their extents along; who has such a database can have its pages cut one by one.</summary>
    [Theory]
    [InlineData(8, 0.05, 0.09)]
    [InlineData(1, 0.005, 0.02)]
    public void Next_OnePercentChangedAllOver_NeedsWhatIsCutTogether(int pagesPerChunk, double least, double most)
    {
        var before = GeneratedPages.Database(6, Pages);
        var after = (byte[])before.Clone();
        foreach (var page in Enumerable.Range(0, Pages / 100).Select(index => (index * 97) + (index % 8)))
        {
            GeneratedPages.Fill(after.AsSpan(page * GeneratedPages.PageLength, GeneratedPages.PageLength), 1, (uint)page, 5_000_000 + page);
        }

        Assert.InRange(NewFraction([MediaWriter.File(Full(before, 1000))], [MediaWriter.File(Full(after, 7_777))], pagesPerChunk), least, most);
    }

    [Fact]
    public void Next_ExtentsThatAreNotAligned_AreCutAtMultiplesOfEightAllTheSame()
    {
        var pages = GeneratedPages.Database(3, 32);
        var (whole, _) = Cutting.All(MediaWriter.File(Full(pages, 1) with { Log = [] }), 1 << 20);
        var (shifted, _) = Cutting.All(MediaWriter.File(Full(pages[(3 * GeneratedPages.PageLength)..], 1) with { Log = [] }), 1 << 20);

        Assert.Equal(3, shifted.Select(Convert.ToHexString).Intersect(whole.Where(chunk => chunk.Length == ExtentLength).Select(Convert.ToHexString)).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(65536)]
    [InlineData(5_000_000)]
    public void Next_DataInPiecesOfAnyLength_CutsAtTheSamePlaces(int piece)
    {
        var file = MediaWriter.File(Full(GeneratedPages.Database(4, 24), 1));
        var (expected, _) = Cutting.All(file, 131_072);

        var (chunks, cutter) = Cutting.All(file, piece);

        Assert.Equal(expected.Select(chunk => chunk.Length), chunks.Select(chunk => chunk.Length));
        Assert.Equal(file, Cutting.Join(chunks));
        Assert.Equal(24, cutter.Complete().Sets[0].Pages.Checked);
    }

    [Fact]
    public void Next_Log_IsCutFromTheStartOfItsStream()
    {
        var log = new byte[300_000];
        new Random(9).NextBytes(log);
        var set = new GeneratedSet('L', 1, 2, null, log);
        var (one, _) = Cutting.All(MediaWriter.File(set), 50_000);
        var (other, _) = Cutting.All(MediaWriter.File(set with { Database = "AnotherNameThatMovesTheStream" + new string('x', 700) }), 50_000);

        Assert.Equal(5, one.Select(Convert.ToHexString).Intersect(other.Select(Convert.ToHexString)).Count(hex => hex.Length >= 2 * 37_856));
    }

    [Fact]
    public void Complete_FileThatIsNoBackup_ThrowsThoughAllOfItWasCut()
    {
        var bytes = new byte[500_000];
        new Random(1).NextBytes(bytes);

        var (chunks, cutter) = Cutting.All(bytes, 70_000);

        Assert.Equal(bytes, Cutting.Join(chunks));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Length, 1, IContentCutter.LongestChunk));
        Assert.Equal(0, Assert.Throws<MalformedFileException>(cutter.Complete).Offset);
    }

    [Fact]
    public void Complete_FileCutOff_Throws()
    {
        var file = MediaWriter.File(Full(GeneratedPages.Database(5, 16), 1));

        var (_, cutter) = Cutting.All(file[..^600], 70_000);

        Assert.Equal(file.Length - 600, Assert.Throws<MalformedFileException>(cutter.Complete).Offset);
    }

    private static GeneratedSet Full(byte[] pages, int logSeed, string server = "GENERATOR")
    {
        var log = new byte[65536];
        new Random(logSeed).NextBytes(log);
        return new GeneratedSet('D', 10, 20, pages, log) { Server = server };
    }

    /// <summary>One percent of the pages anew, as extents that are written to hang together.</summary>
    private static byte[] Change(byte[] database)
    {
        var changed = (byte[])database.Clone();
        for (var page = 800; page < 800 + (Pages / 100); page++)
        {
            GeneratedPages.Fill(changed.AsSpan(page * GeneratedPages.PageLength, GeneratedPages.PageLength), 1, (uint)page, 9_000_000 + page);
        }

        return changed;
    }

    private static byte[][] Stripes(byte[] database, int count, int seed)
    {
        var extents = Enumerable.Range(0, database.Length / ExtentLength).ToArray();
        new Random(seed).Shuffle(extents);
        return [.. Enumerable.Range(0, count).Select(stripe => MediaWriter.File(count, stripe + 1, Full(
            Cutting.Join(extents.Where((_, index) => index % count == stripe).Select(extent => database.AsSpan(extent * ExtentLength, ExtentLength).ToArray())), seed)))];
    }

    private static double NewFraction(byte[][] first, byte[][] second, int pagesPerChunk = 8)
    {
        var known = first.SelectMany(file => Chunks(file, pagesPerChunk)).Select(chunk => chunk.Hash).ToHashSet();
        var chunks = second.SelectMany(file => Chunks(file, pagesPerChunk)).ToList();
        return (double)chunks.Where(chunk => known.Add(chunk.Hash)).Sum(chunk => chunk.Length) / chunks.Sum(chunk => chunk.Length);
    }

    private static IEnumerable<(string Hash, long Length)> Chunks(byte[] file, int pagesPerChunk) =>
        Cutting.All(file, 1 << 20, pagesPerChunk).Chunks.Select(chunk => (Convert.ToHexString(SHA256.HashData(chunk)), (long)chunk.Length));
}
