using Holdfast.Console.Portal;
using Holdfast.Console.Text;

namespace Holdfast.Console.Tests.Portal;

public sealed class OwnerWordsTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.5, "ok", "In touch")]
    [InlineData(1.5, "warning", "Silent for 1 day")]
    [InlineData(15.5, "warning", "Silent for 15 days")]
    [InlineData(16.5, "danger", "Silent for 16 days")]
    public void Contact_ByDays_SaysHowLongAServerIsSilent(double days, string kind, string word) =>
        Assert.Equal((kind, word), OwnerWords.Contact(now.AddDays(-days), now, new Texts()));

    [Fact]
    public void Contact_ServerThatNeverCalled_IsNoFailure() => Assert.Equal("quiet", OwnerWords.Contact(null, now, new Texts()).Kind);

    [Theory]
    [InlineData("packs/ab/abcd", "Data")]
    [InlineData("points/1/2", "Recovery point")]
    [InlineData("keys/1", "Key")]
    [InlineData("descriptions/a/b/c", "Description")]
    [InlineData("repository", "Other")]
    public void Kind_OfABlob_IsByItsFolder(string name, string kind) => Assert.Equal(kind, OwnerWords.Kind(name, new Texts()));
}
