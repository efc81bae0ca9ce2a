using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Accounts;

namespace Holdfast.Server.Tests.Insight;

public sealed class SourcePageTests
{
    [Fact]
    public async Task Sources_FilteredSortedAndPaged_AreThoseOfTheList()
    {
        await using var server = await RunningServer.Start();
        foreach (var (name, group) in ((string, string)[])[("alpha", "One"), ("beta", "One"), ("Gamma", "Two"), ("delta", "Two"), ("alphabet", "Two")])
            await server.Protect(path: server.MakeSource(name), group: group);
        async Task<SourcePage> Page(SourceQuery query) => await server.Client.Insight.Sources(query);
        string[] Names(SourcePage page) => [.. page.Sources.Select(source => source.Name)];

        var all = await Page(new SourceQuery(Order: "name"));
        Assert.Equal(["alpha", "alphabet", "beta", "delta", "Gamma"], Names(all));
        var listed = (await server.Client.Sources()).Sources.ToDictionary(source => source.Id);
        Assert.All(all.Sources, source => Assert.Equivalent(listed[source.Id], source with { State = null }));
        Assert.All(all.Sources, source => Assert.Equal(SourceStates.Ok, source.State));
        Assert.Equal(["Gamma", "delta"], Names(await Page(new SourceQuery(Order: "name", Descending: true, Limit: 2))));
        Assert.Equal(["beta"], Names(await Page(new SourceQuery(Order: "name", Offset: 2, Limit: 1))));
        Assert.Equal(["alpha", "alphabet"], Names(await Page(new SourceQuery(Text: "ALPHA", Order: "name"))));
        Assert.Equal(["alphabet"], Names(await Page(new SourceQuery(Text: "alpha", Group: "two"))));
        Assert.Equal(["alpha", "beta"], Names(await Page(new SourceQuery(Group: "One", Order: "lastPoint"))));
        var count = await Page(new SourceQuery(Server: Environment.MachineName.ToUpperInvariant(), Limit: 0));
        Assert.Equal((5, 0), (count.Total, count.Sources.Count));
        Assert.Equal(0, (await Page(new SourceQuery(State: SourceStates.Late))).Total);
    }

    [Fact]
    public async Task Facets_EachCountsWhatTheOthersLeave()
    {
        await using var server = await RunningServer.Start();
        foreach (var (name, group) in ((string, string)[])[("a", "One"), ("b", "One"), ("c", "Two")]) await server.Protect(path: server.MakeSource(name), group: group);
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.PathNotFound, "gone");
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("b")));
        await server.Client.StopProtection("Two", new StopProtectionRequest(false));
        var facets = (await server.Client.Insight.Sources(new SourceQuery(Group: "One"))).Facets;
        Assert.Equal([new FacetCount("", 1), new FacetCount("One", 2)], facets.Groups);
        Assert.Equal([new FacetCount("inconsistent", 1), new FacetCount("ok", 1)], facets.States);
        Assert.Equal([new FacetCount(Environment.MachineName, 2)], facets.Servers);
        var broken = await server.Client.Insight.Sources(new SourceQuery(State: SourceStates.Inconsistent));
        Assert.Equal("b", Assert.Single(broken.Sources).Name);
        Assert.Equal([new FacetCount("One", 1)], broken.Facets.Groups);
        Assert.Equal(3, broken.Facets.States.Sum(state => state.Count));
    }

    [Fact]
    public async Task Sources_WordsThatNobodyKnows_AreRefused()
    {
        await using var server = await RunningServer.Start();
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Insight.Sources(new SourceQuery(State: "well"))));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Insight.Sources(new SourceQuery(Order: "color"))));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Insight.Sources(new SourceQuery(Limit: 1001))));
        Assert.Equal(0, (await server.Client.Insight.Sources(new SourceQuery(Group: "' OR 1=1 --"))).Total);
    }
}
