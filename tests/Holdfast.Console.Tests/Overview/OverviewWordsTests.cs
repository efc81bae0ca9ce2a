using Holdfast.Console.Pages.Overview;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Tests.Overview;

public sealed class OverviewWordsTests
{
    private static readonly Texts texts = new();

    [Theory]
    [InlineData(0, 0, "Nothing is protected yet.")]
    [InlineData(1, 1, "Your source is protected within its goals.")]
    [InlineData(1, 0, "0 of 1 sources are protected within their goals.")]
    [InlineData(43, 43, "All 43 sources are protected within their goals.")]
    [InlineData(43, 41, "41 of 43 sources are protected within their goals.")]
    public void Sentence_SourcesAndThoseThatAreFine_SaysHowManyAre(int all, int fine, string sentence) =>
        Assert.Equal(sentence, OverviewWords.Sentence(Figures.Overview(all, fine), texts));

    [Theory]
    [InlineData(null, null, "It does not fill up, as far as is known.")]
    [InlineData(0, 3, "It is full, or will be today.")]
    [InlineData(12, null, "Full in 12 days at the earliest.")]
    [InlineData(12, 12, "Full in 12 days.")]
    [InlineData(12, 40, "Full in 12 to 40 days.")]
    public void Full_Band_SaysWhenThePoolIsFull(int? low, int? high, string words) => Assert.Equal(words, OverviewWords.Full(low, high, texts));

    [Fact]
    public void Vault_OutOfContact_SaysTheDaysThatAreLeft()
    {
        var (kind, words, more) = OverviewWords.Vault(new VaultOverview("lost", "Central", 4, 11), texts);
        Assert.Equal(("warning", "Lost 4 d", "11 days left"), (kind, words, more));
    }

    [Fact]
    public void Cell_EveryOutcome_HasWordsOfItsOwn()
    {
        string[] cells = [MapCells.Disk, MapCells.Both, MapCells.Vault, MapCells.Missed, MapCells.Failed, MapCells.NotDue, MapCells.None];
        Assert.Equal(cells.Length, cells.Select(cell => OverviewWords.Cell(cell, texts)).Distinct().Count());
    }
}
