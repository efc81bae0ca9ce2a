using Holdfast.Console.Pages.Recovery;

namespace Holdfast.Console.Tests.Recovery;

public sealed class RecoveryPlaceTests
{
    private static readonly RecoveryPlace own = new(null, "s1"), other = new("v/2", "s1");

    [Theory]
    [InlineData("a&since=x#y")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\"><script>")]
    [InlineData("../../etc?x")]
    [InlineData("100 % ☃ \u202E")]
    public void Folder_AnyPath_IsOneValueOfTheAddress(string path)
    {
        var address = own.Folder("p1", path, isOnline: true, item: path);
        var parts = address.Split('?', 2);
        Assert.Equal("/recovery/s1/p1", parts[0]);
        Assert.Equal(["path", "from", "item"], parts[1].Split('&').Select(part => part.Split('=')[0]));
        Assert.Equal(path, Uri.UnescapeDataString(parts[1].Split('&')[0]["path=".Length..]));
        Assert.DoesNotContain('#', address);
        Assert.DoesNotContain('<', address);
    }

    [Fact]
    public void Home_OtherServer_NamesItEscaped() => Assert.Equal("/recovery/external/v%2F2/s1", other.Home);

    [Fact]
    public void Download_OtherServer_SaysWhose() =>
        Assert.Equal("/recovery/download?source=s1&point=p1&path=a%2Fb&from=vault&server=v%2F2", other.Download("p1", "a/b", isOnline: true));

    [Theory]
    [InlineData("a", "", "a")]
    [InlineData("a/b/c.txt", "a/b", "c.txt")]
    [InlineData("", "", "")]
    public void ParentAndName_Path_SplitsAtTheLastPart(string path, string parent, string name)
    {
        Assert.Equal(parent, RecoveryPlace.Parent(path));
        Assert.Equal(name, RecoveryPlace.Name(path));
    }
}
