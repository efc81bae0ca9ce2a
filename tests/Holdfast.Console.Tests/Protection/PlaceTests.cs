using Holdfast.Console.Pages.Protection.Wizard;

namespace Holdfast.Console.Tests.Protection;

public sealed class PlaceTests
{
    [Theory]
    [InlineData("/srv/data", "/srv/data/old", "/old/")]
    [InlineData("/", "/etc/it's [odd]*?", @"/etc/it's \[odd]\*\?/")]
    [InlineData("/srv", @"/srv/back\slash", @"/back\\slash/")]
    [InlineData(@"C:\", @"C:\Users\Ann", "/Users/Ann/")]
    [InlineData(@"D:\Files", @"D:\Files\[x]", @"/\[x]/")]
    public void GlobOf_FolderBelow_MeansItAndComesBack(string member, string below, string glob)
    {
        var (place, folder) = (new Place("fs01", member), new Place("fs01", below));
        Assert.Equal(glob, place.GlobOf(folder));
        Assert.Equal(folder, place.OfGlob(glob));
    }

    [Theory]
    [InlineData("*.tmp")]
    [InlineData("/a*/")]
    [InlineData("node_modules/")]
    [InlineData("/one")]
    [InlineData(@"/\x41/")]
    public void OfGlob_WrittenBySomebody_IsNoFolder(string glob) => Assert.Null(new Place("fs01", "/srv").OfGlob(glob));

    [Fact]
    public void Holds_NamesThatBeginAlike_AreNotBelow()
    {
        Assert.True(new Place("a", "/srv").Holds(new Place("A", "/srv/x")));
        Assert.False(new Place("a", "/srv").Holds(new Place("a", "/srv2/x")));
        Assert.False(new Place("a", "/srv").Holds(new Place("a", "/SRV/x")));
        Assert.False(new Place("a", "/srv").Holds(new Place("b", "/srv/x")));
        Assert.True(new Place("a", @"C:\Data").Holds(new Place("a", @"c:\data\x")));
    }
}
