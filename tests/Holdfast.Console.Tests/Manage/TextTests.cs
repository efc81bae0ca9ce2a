using Holdfast.Console.Pages.Agents;
using Holdfast.Console.Pages.Reports;
using Holdfast.Console.Pages.Storage;
using Holdfast.Console.Pages.Vault;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Agents;

namespace Holdfast.Console.Tests.Manage;

public sealed class TextTests
{
    private static readonly Texts texts = new();
    private static readonly AgentToken token = new("id", "hfe1.secret", "https://backup.example:8421", DateTimeOffset.UnixEpoch, null);

    [Fact]
    public void With_ServersCommand_HasTokenAndServer() =>
        Assert.Equal("enroll https://backup.example:8421 hfe1.secret", InstallText.With("enroll {server} {token}", token));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ByHand_Command_GivesTheTokenByAFileAndNotAsAnArgument(bool isWindows)
    {
        var command = InstallText.ByHand(token, isWindows);
        Assert.Contains("--token-file", command);
        Assert.DoesNotContain("--token hfe1", command);
        Assert.Contains("https://backup.example:8421", command);
    }

    [Fact]
    public void Generate_Passphrases_AreTakenAndDiffer()
    {
        var (one, two) = (PassphraseText.Generate(), PassphraseText.Generate());
        Assert.Null(PassphraseText.Problem(one, texts));
        Assert.Equal(41, one.Length);
        Assert.NotEqual(one, two);
    }

    [Theory]
    [InlineData("fifteen letters")]
    [InlineData("sixteen letters ü")]
    public void Problem_TooShortOrNotOnEveryKeyboard_IsNamed(string passphrase) => Assert.NotNull(PassphraseText.Problem(passphrase, texts));

    [Theory]
    [InlineData(null, null, "At this rate it does not fill, or too little is known yet.")]
    [InlineData(30, null, "At this rate it is full in 30 days at the earliest, perhaps never.")]
    [InlineData(30, 30, "At this rate it is full in 30 days.")]
    [InlineData(30, 1200, "At this rate it is full in 30 to 1 200 days.")]
    public void Full_Forecast_IsASentence(int? low, int? high, string sentence) => Assert.Equal(sentence, string.Concat(StorageWords.Full(low, high, texts).Select(letter => char.IsWhiteSpace(letter) ? ' ' : letter)));

    [Fact]
    public void Period_NamedDays_AreCoveredWhole()
    {
        static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(2));
        var now = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal((Midnight(new(2026, 11, 1)), Midnight(new(2026, 11, 11))), ReportPeriod.Of(null, "2026-11-01", "2026-11-10", now, Midnight));
        Assert.Equal((now.AddDays(-7), now), ReportPeriod.Of(7, null, null, now, Midnight));
        Assert.Equal((now.AddDays(-30), now), ReportPeriod.Of(null, "not a day", "2026-13-01", now, Midnight));
    }
}
