using Holdfast.Console.Pages.Settings;
using Holdfast.Contracts.Api.Configuration;

namespace Holdfast.Console.Tests.Manage;

public sealed class SettingKindTests
{
    private static SettingInfo Setting(string bounds, string standard) => new("key", standard, false, standard, "–", bounds, "meaning");

    [Fact]
    public void Of_Range_IsANumberWithinIt()
    {
        var kind = SettingKind.Of(Setting("-7–19", "3"));
        Assert.Equal((-7, 19), (kind.Low, kind.High));
        Assert.True(kind.Takes("3"));
        Assert.False(kind.Takes("number of processors, 2 to 16"));
    }

    [Fact]
    public void Of_WordsWithTheDefaultAmongThem_AreChoices() => Assert.Equal(["strict", "disk-continues"], SettingKind.Of(Setting("strict, disk-continues", "strict")).Choices);

    [Fact]
    public void Of_WordsOfWhichSeveralAreTaken_AreAText() => Assert.Same(SettingKind.Text, SettingKind.Of(Setting("critical, warning, informational", "all three")));

    [Theory]
    [InlineData("host-1.example:25", "host-1.example:25")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's; rm -rf /", "'it'\\''s; rm -rf /'")]
    [InlineData("", "''")]
    public void Quoted_Word_IsOneWordForAShell(string word, string quoted) => Assert.Equal(quoted, ShellText.Quoted(word));
}
