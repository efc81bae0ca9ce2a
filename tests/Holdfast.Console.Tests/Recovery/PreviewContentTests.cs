using System.Text;
using Holdfast.Console.Pages.Recovery;

namespace Holdfast.Console.Tests.Recovery;

public sealed class PreviewContentTests
{
    private static readonly byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public void Of_WholePicture_IsAPictureOfItsType() => Assert.Equal(new PreviewContent("picture", "image/png", null), PreviewContent.Of(png, isWhole: true));

    [Fact]
    public void Of_PartOfAPicture_IsBytes() => Assert.Equal("bytes", PreviewContent.Of(png, isWhole: false).Kind);

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("%PDF-1.7 text")]
    public void Of_DocumentsThatCanRunSomething_AreText(string content)
    {
        var shown = PreviewContent.Of(Encoding.UTF8.GetBytes(content), isWhole: true);
        Assert.Equal(("text", null, content), (shown.Kind, shown.Type, shown.Text));
    }

    [Fact]
    public void Of_TextCutInALetter_LeavesTheHalfLetterOut()
    {
        var bytes = Encoding.UTF8.GetBytes("abc€");
        Assert.Equal("abc", PreviewContent.Of(bytes.AsSpan(0, bytes.Length - 1), isWhole: false).Text);
    }

    [Fact]
    public void Of_TextCutAfterALetter_KeepsIt() => Assert.Equal("abc€", PreviewContent.Of("abc€"u8, isWhole: false).Text);

    [Fact]
    public void Of_OldLetters_AreText() => Assert.Equal("Gr\u00FC\u00DFe", PreviewContent.Of([0x47, 0x72, 0xFC, 0xDF, 0x65], isWhole: true).Text);

    [Fact]
    public void Of_Utf16WithMark_IsText() => Assert.Equal("ab", PreviewContent.Of([0xFF, 0xFE, 0x61, 0, 0x62, 0], isWhole: true).Text);

    [Fact]
    public void Of_TurningCharacters_AreSpelledOut() => Assert.Equal("a‹U+202E›b", PreviewContent.Of(Encoding.UTF8.GetBytes("a\u202Eb"), isWhole: true).Text);

    [Fact]
    public void Of_Bytes_ShowsThemInBothForms()
    {
        var shown = PreviewContent.Of([0, 1, 0x41, 0xFF], isWhole: true);
        Assert.Equal("bytes", shown.Kind);
        Assert.StartsWith("0000  00 01 41 ff", shown.Text, StringComparison.Ordinal);
        Assert.EndsWith("..A.\n", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Nothing_IsEmptyText() => Assert.Equal(new PreviewContent("text", null, ""), PreviewContent.Of([], isWhole: true));
}
