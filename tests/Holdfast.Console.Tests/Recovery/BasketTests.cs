using Holdfast.Console.Pages.Recovery;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Tests.Recovery;

public sealed class BasketTests
{
    private static readonly BasketKey key = new(new RecoveryPlace(null, "s1"), "p1", IsOnline: false);

    private readonly Basket basket = new();

    [Fact]
    public void Add_FolderAfterItsFile_KeepsTheFolderAlone()
    {
        basket.Add(key, [Item("docs/a.txt"), Item("docs.txt")]);
        basket.Add(key, [Item("docs", "directory")]);
        Assert.Equal(["docs", "docs.txt"], basket.Of(key).Select(item => item.Path));
        Assert.True(basket.Has(key, "docs/deep/b.txt"));
        Assert.False(basket.Has(key, "docs2"));
    }

    [Fact]
    public void Add_FileBelowAFolder_ChangesNothing()
    {
        basket.Add(key, [Item("docs", "directory"), Item("docs/a.txt")]);
        Assert.Equal(["docs"], basket.Of(key).Select(item => item.Path));
    }

    [Fact]
    public void Of_OtherPointOrPlace_IsEmpty()
    {
        basket.Add(key, [Item("a")]);
        Assert.Empty(basket.Of(key with { Point = "p2" }));
        Assert.Empty(basket.Of(key with { IsOnline = true }));
        Assert.Empty(basket.Of(key with { Place = new RecoveryPlace("other", "s1") }));
    }

    [Fact]
    public void Remove_LastItem_ForgetsThePoint()
    {
        var changes = 0;
        basket.Changed += () => changes++;
        basket.Add(key, [Item("a")]);
        basket.Remove(key, "a");
        basket.Remove(key, "a");
        Assert.Empty(basket.Keys);
        Assert.Equal(2, changes);
    }

    private static ItemInfo Item(string path, string kind = "file") => new(path, RecoveryPlace.Name(path), kind, 1, DateTimeOffset.UnixEpoch, "0644", 0, 0, null, "complete");
}
