using Holdfast.Workloads.SqlServer;
using Xunit;

namespace Holdfast.Workloads.Tests.SqlServer;

public sealed class LsnTests
{
    [Theory]
    [InlineData(25, 62, 170, "25000000006200170")]
    [InlineData(0, 0, 0, "0")]
    [InlineData(uint.MaxValue, uint.MaxValue, ushort.MaxValue, "4294967295429496729565535")]
    public void ToString_AnyLsn_IsTheDecimalNumberOfMsdbAndParsesBack(uint file, uint block, ushort slot, string text)
    {
        var lsn = new Lsn(file, block, slot);

        Assert.Equal(text, lsn.ToString());
        Assert.Equal(lsn, Lsn.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("25:62:170")]
    [InlineData("25000000006299999")]
    [InlineData("99999999999999999999999999")]
    public void TryParse_NoLsn_IsRefused(string text) => Assert.False(Lsn.TryParse(text, out _));

    [Fact]
    public void CompareTo_LsnsOfALog_OrdersAsTheirNumbersDo()
    {
        Lsn[] rising = [new(1, 9, 9), new(2, 0, 1), new(2, 1, 0), new(2, 1, 1)];

        for (var i = 1; i < rising.Length; i++)
        {
            Assert.True(rising[i - 1] < rising[i]);
            Assert.True(rising[i - 1].Number < rising[i].Number);
        }
    }

    [Fact]
    public void Write_AnyLsn_ReadsBack()
    {
        Span<byte> bytes = stackalloc byte[Lsn.Length];
        var lsn = new Lsn(0x01020304, 0x05060708, 0x090a);

        lsn.Write(bytes);

        Assert.Equal(lsn, Lsn.Read(bytes));
        Assert.Equal(0x04, bytes[0]);
    }
}
