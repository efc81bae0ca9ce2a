using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.Tests.SqlServer.Media;

public sealed class PageChecksumTests
{
    [Fact]
    public void Sum_EveryWidth_IsTheScalarSum()
    {
        var random = new Random(17);
        var page = new byte[PageChecksum.PageLength];
        for (var round = 0; round < 200; round++)
        {
            random.NextBytes(page);
            var expected = PageChecksum.SumScalar(page);

            Assert.Equal(expected, PageChecksum.Sum128(page));
            Assert.Equal(expected, PageChecksum.Sum256(page));
            Assert.Equal(expected, PageChecksum.Sum512(page));
        }
    }

    [Fact]
    public void Compute_PageSealedByTheDefinition_IsWhatIsStored()
    {
        var page = GeneratedPages.Database(3, 1);

        Assert.Equal(PageChecksum.Stored(page), PageChecksum.Compute(page));
    }

    [Fact]
    public void Compute_AnyBitFlipped_Differs()
    {
        var page = GeneratedPages.Database(4, 1);
        for (var at = 0; at < page.Length; at += 7)
        {
            page[at] ^= (byte)(1 << (at % 8));
            Assert.NotEqual(PageChecksum.Stored(page), PageChecksum.Compute(page));
            page[at] ^= (byte)(1 << (at % 8));
        }
    }

    [Fact]
    public void Compute_NotAPage_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => PageChecksum.Compute(new byte[4096]));
}
