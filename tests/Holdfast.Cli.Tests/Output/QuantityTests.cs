using Holdfast.Output;

namespace Holdfast.Cli.Tests.Output;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.00 KiB")]
    [InlineData(10 * 1024, "10.0 KiB")]
    [InlineData(1536L << 20, "1.50 GiB")]
    [InlineData(long.MaxValue, "8.00 EiB")]
    public void Bytes_AnySize_IsShort(long bytes, string expected) => Assert.Equal(expected, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0, "0.00 s")]
    [InlineData(1234, "1.23 s")]
    [InlineData(59_900, "59.9 s")]
    [InlineData(3_723_000, "1:02:03")]
    [InlineData(90_000_000, "25:00:00")]
    public void Duration_AnyTime_IsShort(long milliseconds, string expected) => Assert.Equal(expected, Quantity.Duration(milliseconds));

    [Fact]
    public void Table_Plain_AlignsColumns()
    {
        var table = new TextTable("NAME", "SIZE#");
        table.Add("a", "1,000");
        table.Add("longer", "7");
        var text = new StringWriter { NewLine = "\n" };
        table.Write(text);

        Assert.Equal("NAME     SIZE\na       1,000\nlonger      7\n", text.ToString());
    }
}
