using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Accounts;

namespace Holdfast.Server.Tests.Insight;

public sealed class GroupSummaryTests
{
    [Fact]
    public async Task Groups_Members_AreCountedByState()
    {
        await using var server = await RunningServer.Start();
        foreach (var (name, group) in ((string, string)[])[("a", "One"), ("b", "One"), ("c", "two")]) await server.Protect(path: server.MakeSource(name), group: group);
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.PathNotFound, "gone");
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("b")));
        await server.Client.CreateGroup(new CreateGroupRequest("Empty", Policy: new PolicyInfo(RecoveryPoints: new TimesInfo(["08:00"]))));

        var page = await server.Client.Insight.Groups();
        Assert.Equal(3, page.Total);
        Assert.Equal(["Empty", "One", "two"], page.Groups.Select(group => group.Name));
        var (empty, one) = (page.Groups[0], page.Groups[1]);
        Assert.Equal((0, 0, 0, null), (empty.Members, empty.Late, empty.Inconsistent, empty.Newest));
        Assert.NotNull(empty.NextRun);
        Assert.Equal((2, 0, 1, 0, 0), (one.Members, one.Late, one.Inconsistent, one.Pending, one.OnlineMembers));
        var full = await server.Client.Group("One");
        Assert.Equal(full.Sources.Max(source => source.LastRecoveryPoint!.Created), one.Newest);
        Assert.Equal((full.Id, full.OnlineRetentionDays, full.Policy.RetentionDays), (one.Id, one.OnlineRetentionDays, one.Policy.RetentionDays));
        Assert.Equivalent(full with { Sources = [] }, await server.Client.GroupWithoutMembers("One"), strict: true);
    }

    [Fact]
    public async Task Groups_FilteredAndPaged_ByNameOrId()
    {
        await using var server = await RunningServer.Start();
        foreach (var name in (string[])["Beta", "alpha", "Alphabet"]) await server.Client.CreateGroup(new CreateGroupRequest(name));
        async Task<string[]> Names(string? text = null, int offset = 0, int limit = 100) => [.. (await server.Client.Insight.Groups(text, offset, limit)).Groups.Select(group => group.Name)];

        Assert.Equal(["alpha", "Alphabet"], await Names("ALPHA"));
        Assert.Equal(["Alphabet"], await Names(offset: 1, limit: 1));
        Assert.Equal(["Beta"], await Names((await server.Client.Group("beta")).Id));
        Assert.Equal((3, 0), ((await server.Client.Insight.Groups(limit: 0)).Total, (await Names(limit: 0)).Length));
        Assert.Equal(3, (await server.Client.Insight.AllGroups()).Count);
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Insight.Groups(limit: 1001)));
    }
}
