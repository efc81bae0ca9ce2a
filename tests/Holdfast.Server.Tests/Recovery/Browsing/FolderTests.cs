using System.Text;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Recovery.Browsing;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Recovery.Browsing;

public sealed class FolderTests
{
    private const int Large = 100_000;

    [Fact]
    public async Task Browse_FolderOf100000_GivesEveryItemOnce_AndReadsTheFolderOnce()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        var items = Enumerable.Range(0, Large).Select(number => Item($"big/file-{number:D6}", size: (number * 7919L) % Large)).ToList();
        server.Engine.OnBrowse = (_, path) => path == "big" ? items : null;
        var seen = new HashSet<string>();
        for (var offset = 0; offset < Large; offset += 5000)
        {
            var page = await server.Client.Recovery.Browse(new BrowseQuery("source") { Path = "big", Offset = offset, Limit = 5000 });
            Assert.Equal((Large, offset, 5000), (page.Total, page.Offset, page.Items.Count));
            Assert.All(page.Items, item => Assert.True(seen.Add(item.Path)));
        }
        Assert.Equal(Large, seen.Count);
        Assert.Equal(1, server.Engine.Browsed);

        var largest = await server.Client.Recovery.Browse(new BrowseQuery("source") { Path = "big", Limit = 3, Order = "size", Descending = true });
        Assert.Equal([99_999, 99_998, 99_997], largest.Items.Select(item => item.Size));
        var last = await server.Client.Recovery.Browse(new BrowseQuery("source") { Path = "big", Offset = 99_999, Limit = 10, Order = "name" });
        Assert.Equal("file-099999", Assert.Single(last.Items).Name);
        var typed = await server.Client.Recovery.Browse(new BrowseQuery("source") { Path = "big", Limit = 2, Text = "FILE-0123" });
        Assert.Equal((100, 2), (typed.Total, typed.Items.Count));
        Assert.Empty((await server.Client.Recovery.Browse(new BrowseQuery("source") { Path = "big", Offset = Large, Limit = 10 })).Items);
        Assert.Equal(1, server.Engine.Browsed);
    }

    [Fact]
    public async Task Browse_WithoutPage_IsTheWholeFolderAsBefore()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        var all = await server.Client.Browse("source");
        Assert.Equal((4, 4, 0), (all.Items.Count, all.Total, all.Offset));
        Assert.Equal(["docs", "a.txt", "lnk"], all.Items.Take(3).Select(item => item.Name));
        Assert.All(all.Items, item => Assert.Null(item.Change));
    }

    [Fact]
    public async Task Browse_Ordered_PutsFoldersFirstEitherWay()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        server.Engine.OnBrowse = (_, _) => [Item("B", size: 1), Item("a", size: 3), Folder("z"), Folder("Y")];
        Assert.Equal(["Y", "z", "a", "B"], await Names("name", false));
        Assert.Equal(["z", "Y", "B", "a"], await Names("name", true));
        Assert.Equal(["Y", "z", "B", "a"], await Names("size", false));
        Assert.Equal(["B", "a", "z", "Y"], (await server.Client.Recovery.Browse(new BrowseQuery("source"))).Items.Select(item => item.Name));

        async Task<IEnumerable<string>> Names(string order, bool descending) =>
            (await server.Client.Recovery.Browse(new BrowseQuery("source") { Order = order, Descending = descending })).Items.Select(item => item.Name);
    }

    [Fact]
    public async Task Browse_Since_TellsWhatIsNewChangedAndSame()
    {
        await using var server = await RunningServer.Start();
        var first = await server.Protect();
        var second = await server.Wait(server.Client.CreateRecoveryPoint(new("source")));
        server.Engine.OnBrowse = (point, path) => (path, point.PointId == first.RecoveryPoint) switch
        {
            ("d", true) => [Item("d/changed", 5), Item("d/gone"), Item("d/moved", mark: 1, changed: 4), Item("d/same", mark: 1), Folder("d/sub")],
            ("d", false) => [Item("d/changed", 6), Item("d/moved", mark: 2, changed: 9), Item("d/new"), Item("d/same", mark: 2), Folder("d/sub")],
            (_, true) => throw new HoldfastException(ErrorCode.NotFound, "No such folder."),
            _ => [Item("fresh/x")],
        };
        var page = await server.Client.Recovery.Browse(new BrowseQuery("source") { Path = "d", At = second.RecoveryPoint!, Since = first.RecoveryPoint });
        Assert.Equal(
            [("changed", "changed"), ("moved", "changed"), ("new", "new"), ("same", "same"), ("sub", null)], page.Items.Select(item => (item.Name, item.Change)));
        var whole = await server.Client.Recovery.Browse(new BrowseQuery("source") { Path = "fresh", At = second.RecoveryPoint!, Since = first.RecoveryPoint });
        Assert.Equal("new", Assert.Single(whole.Items).Change);
    }

    [Fact]
    public async Task Browse_NamesOfAttackers_PassThroughAsData()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        server.Engine.OnBrowse = (_, _) => [Item("<img src=x onerror=alert(1)>"), Item("a\r\nSet-Cookie: x=1"), Item("\u202Egpj.exe"), new BrowsedItem([0x61, 0xff, 0x1b], ItemKind.File, 1, default, 0, 0, 0, null, default)];
        var names = (await server.Client.Browse("source")).Items.Select(item => item.Name).ToList();
        Assert.Equal(["<img src=x onerror=alert(1)>", @"a\x0d\x0aSet-Cookie: x=1", "\u202Egpj.exe", @"a\xff\x1b"], names);
    }

    [Fact]
    public async Task Browse_WhatCannotBe_IsRefused()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        foreach (var query in (BrowseQuery[])[new("source") { Limit = 0 }, new("source") { Limit = 5001 }, new("source") { Offset = -1 }, new("source") { Order = "color" }])
            Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Recovery.Browse(query)));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await ProtectTests.Refused(server.Client.Recovery.Browse(new BrowseQuery("source") { Since = "nothing" })));
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Recovery.Browse(new BrowseQuery("source") { Path = "../../etc" })));
    }

    [Fact]
    public async Task Cache_ManyFolders_KeepsABoundedNumber()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Protect();
        var point = new PointRef(job.RecoveryPoint!, Online: false);
        server.Engine.OnBrowse = (_, path) => path switch
        {
            "large" => Enumerable.Range(0, FolderCache.MostItems + 1).Select(number => Item($"large/{number:D7}")).ToList(),
            _ => [Item(path + "/x")],
        };
        var cache = new FolderCache(server.Engine.Browse);
        for (var i = 0; i < 100; i++) cache.Get(point, Encoding.UTF8.GetBytes($"folder-{i}"));
        Assert.Equal(FolderCache.MostFolders, cache.Folders);
        Assert.Equal(100, server.Engine.Browsed);
        cache.Get(point, "folder-99"u8.ToArray());
        Assert.Equal(100, server.Engine.Browsed);
        cache.Get(point, "large"u8.ToArray());
        Assert.Equal(1, cache.Folders);
        cache.Get(point, "large"u8.ToArray());
        Assert.Equal(101, server.Engine.Browsed);
    }

    internal static BrowsedItem Item(string path, long size = 1, ulong mark = 0, long changed = 0) =>
        new(Encoding.UTF8.GetBytes(path), ItemKind.File, size, new Timestamp(1_700_000_000, 0), 0x1A4, 0, 0, null, ItemCondition.Complete) { ContentMark = mark, Changed = new Timestamp(changed, 0) };

    private static BrowsedItem Folder(string path) => new(Encoding.UTF8.GetBytes(path), ItemKind.Directory, 0, default, 0x1ED, 0, 0, null, ItemCondition.Complete);
}
