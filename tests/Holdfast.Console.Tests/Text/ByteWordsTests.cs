using Holdfast.Console.Text;

namespace Holdfast.Console.Tests.Text;

public sealed class ByteWordsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1048064, "1.0 MiB")]
    [InlineData(1539316278886, "1.4 TiB")]
    [InlineData(107374182400, "100 GiB")]
    [InlineData(long.MaxValue, "8.0 EiB")]
    [InlineData(-2048, "−2.0 KiB")]
    public void Of_Bytes_HasThreeDigitsAndABinaryUnit(long bytes, string words) => Assert.Equal(words, ByteWords.Of(bytes));

    [Fact]
    public void Exact_Bytes_HasAllDigitsInGroups() => Assert.Equal("1 539 316 278 886 bytes", ByteWords.Exact(1539316278886));
}
