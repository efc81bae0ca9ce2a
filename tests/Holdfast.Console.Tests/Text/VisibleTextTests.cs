using Holdfast.Console.Text;

namespace Holdfast.Console.Tests.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain.txt", "plain.txt")]
    [InlineData("Grüße 日本語.txt", "Grüße 日本語.txt")]
    [InlineData("invoice\u202Efdp.exe", "invoice‹U+202E›fdp.exe")]
    [InlineData("a\u2066b\u2069c", "a‹U+2066›b‹U+2069›c")]
    [InlineData("two\nlines\r", "two‹U+000A›lines‹U+000D›")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero‹U+200B›width‹U+FEFF›")]
    [InlineData("line\u2028end", "line‹U+2028›end")]
    [InlineData(" ends ", "␣ends␣")]
    [InlineData("<b>&amp;</b>", "<b>&amp;</b>")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("", "")]
    public void Of_Name_HidesNothingAndTurnsNothing(string name, string shown) => Assert.Equal(shown, VisibleText.Of(name));

    [Fact]
    public void Of_LoneSurrogate_IsReadable() => Assert.Equal("a\uFFFDb", VisibleText.Of("a\uD800b"));

    [Fact]
    public void Lines_Text_KeepsLinesAndTabs() => Assert.Equal("  a\tb\nc ‹U+001B›[31m", VisibleText.Lines("  a\tb\r\nc \u001B[31m"));
}
