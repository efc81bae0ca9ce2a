using FsCheck.Xunit;
using Holdfast.Format.Items;

namespace Holdfast.Format.Tests.Items;

public sealed class ItemPathTests
{
    /// <summary>By component, so that a directory's children stand together: '/' sorts before every other byte.</summary>
    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a!b")]
    [InlineData("a/z", "a b")]
    [InlineData("a/b/c", "ab")]
    [InlineData("", "a")]
    [InlineData("a", "b")]
    public void Compare_TwoPaths_OrdersByComponent(string first, string second)
    {
        var (a, b) = (System.Text.Encoding.UTF8.GetBytes(first), System.Text.Encoding.UTF8.GetBytes(second));
        Assert.True(ItemPath.Compare(a, b) < 0);
        Assert.True(ItemPath.Compare(b, a) > 0);
        Assert.Equal(0, ItemPath.Compare(a, a));
    }

    [Property(MaxTest = 300)]
    public void FromDisplay_OfToDisplay_ReturnsTheSameBytes(byte[] path) => Assert.Equal(path, ItemPath.FromDisplay(ItemPath.ToDisplay(path)));

    [Theory]
    [InlineData("plain/ünï.txt", "plain/ünï.txt")]
    [InlineData(@"back\slash", @"back\\slash")]
    [InlineData("line\nbreak", @"line\x0abreak")]
    public void ToDisplay_Text_IsReadable(string path, string shown) => Assert.Equal(shown, ItemPath.ToDisplay(System.Text.Encoding.UTF8.GetBytes(path)));

    [Fact]
    public void ToDisplay_BytesThatAreNotUtf8_AreEscaped() => Assert.Equal(@"a\xff\xfez", ItemPath.ToDisplay([(byte)'a', 0xFF, 0xFE, (byte)'z']));

    [Theory]
    [InlineData("a/b", "a", true)]
    [InlineData("a", "a", true)]
    [InlineData("ab", "a", false)]
    [InlineData("anything", "", true)]
    [InlineData("a", "a/b", false)]
    public void IsWithin_PathAndAncestor_Answers(string path, string ancestor, bool expected) =>
        Assert.Equal(expected, ItemPath.IsWithin(System.Text.Encoding.UTF8.GetBytes(path), System.Text.Encoding.UTF8.GetBytes(ancestor)));

    [Property(MaxTest = 200)]
    public void Split_OfJoin_ReturnsTheParts(byte[] left, byte[] right)
    {
        var parent = Clean(left);
        var name = Clean(right);
        if (name.Length == 0) return;
        var (again, last) = ItemPath.Split(ItemPath.Join(parent, name));
        Assert.Equal(parent, again);
        Assert.Equal(name, last);
    }

    private static byte[] Clean(byte[] bytes) => [.. bytes.Where(value => value is not 0 and not (byte)'/')];
}
