using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Groups;

public sealed class PolicyTests
{
    private static readonly string[] everyDay = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>Every member has another value than its default.</summary>
    private static readonly PolicyInfo full = new(
        30, 60, new TimesInfo(["08:00", "18:30"], ["Monday", "Friday"]), new TimesInfo(["20:00"], everyDay),
        new OnlineInfo(new TimesInfo(["21:00"], everyDay), 180, new WeeklyInfo(104, ["Saturday"]), new MonthlyInfo(60, new MonthDaysInfo(null, ["First", "Last"], ["Sunday"])),
            new YearlyInfo(10, [1, 7], new MonthDaysInfo([15, 0]))),
        new ReplicaInfo("later", "2031-11-30T20:00:00"), new CheckInfo(false, new TimesInfo(["03:00"], ["Sunday"]), 240), new WindowInfo("22:00", 480, ["Monday"]), "Europe/Berlin", 12,
        false, new ThrottleInfo(10, 100, "07:00", "19:00", ["Monday"]), new ScriptInfo(["/bin/echo", "a b", "\"c\""], 60), new ScriptInfo(["/bin/true"]), 24, 30,
        [new AutoProtectionInfo("/srv", "FILES", true) { Options = new Dictionary<string, string> { ["exclude"] = "tmp", ["zone"] = "a=b" } }], new TimesInfo(["04:00"]) { MonthDays = new MonthDaysInfo([1, 0]) });

    [Fact]
    public async Task Policy_Whole_ComesBackAsGivenAlsoAfterARestartAndFromThePool()
    {
        await using var server = await RunningServer.Start();
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: full, Exclude: ["tmp/"], ExcludeExtensions: [".bak"]));
        await server.Client.Policies.Suspend("G");
        await Same();
        await server.Restart();
        await Same();
        await server.Wait(server.Client.RebuildCatalog());
        await Same();
        Assert.DoesNotContain((await server.Client.Group("G")).Schedules, schedule => schedule.Due is not null);
        await server.Client.Policies.Resume("G");
        var kinds = (await server.Client.Group("G")).Schedules.Where(schedule => schedule.Due is not null).Select(schedule => schedule.Kind);
        Assert.Superset(new HashSet<string>(["consistencyCheck", "drill", "expressFull", "onlineRecoveryPoint", "recoveryPoint", "replicaCreation", "synchronization"]), kinds.ToHashSet());

        async Task Same()
        {
            var group = await server.Client.Group("G");
            Assert.Equal(Text(full), Text(group.Policy));
            Assert.Equal((true, "tmp/", ".bak"), (group.Suspended, Assert.Single(group.Exclude), Assert.Single(group.ExcludeExtensions)));
        }
    }

    [Fact]
    public async Task Drills_OnDaysThatMakeNoSense_AreRefusedWithWhatIsWrong()
    {
        await using var server = await RunningServer.Start();
        var (month, times) = (new MonthDaysInfo([1]), new TimesInfo(["03:00"]));
        PolicyInfo[] wrong =
        [
            new(RecoveryPoints: times with { MonthDays = month }), new(Drills: times with { Days = ["Sunday"], MonthDays = month }),
            new(Drills: times with { MonthDays = new MonthDaysInfo([32]) }), new(Drills: new TimesInfo([]) { MonthDays = month }),
        ];
        foreach (var policy in wrong)
            Assert.True((await Assert.ThrowsAsync<HoldfastException>(() => server.Client.CreateGroup(new CreateGroupRequest("G", Policy: policy)))).Code is ErrorCode.BadRequest or ErrorCode.BadPolicy);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(Drills: times with { MonthDays = new MonthDaysInfo(null, ["First"], ["Saturday"]) })));
        var due = Assert.Single((await server.Client.Group("G")).Schedules, schedule => schedule.Kind == "drill").Due!.Value;
        Assert.True(due.Day <= 7 && due is { DayOfWeek: DayOfWeek.Saturday, Hour: 3 }, $"{due:O}");
    }

    [Fact]
    public async Task Schedules_AfterARebuild_AreDueAgain()
    {
        await using var server = await RunningServer.Start();
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(SynchronizationMinutes: 1440)));
        var due = Assert.Single((await server.Client.Group("G")).Schedules).Due;
        await server.Wait(server.Client.RebuildCatalog());
        Assert.Equal(due, Assert.Single((await server.Client.Group("G")).Schedules).Due);
    }

    [Fact]
    public async Task Description_FromBeforePolicies_StillLoads()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.Descriptions[("group", "old")] =
            """{"id":"old","name":"Old","retentionDays":77,"online":true,"onlineRetentionDays":400,"deleted":false}"""u8.ToArray());
        var group = await server.Client.Group("Old");
        Assert.Equal((77, true, 400), (group.RetentionDays, group.Online, group.OnlineRetentionDays));
        Assert.Equal((77, 400), (group.Policy.RetentionDays, group.Policy.Online!.DailyDays));
    }

    [Fact]
    public async Task Description_WithAPolicyThatNobodyUnderstands_RaisesAnAlertAndNothingElse()
    {
        await using var server = await RunningServer.Start(prepare: pool =>
        {
            pool.Descriptions[("group", "new")] = """{"id":"new","name":"New","retentionDays":7,"online":false,"onlineRetentionDays":30,"policy":{"replicaCreation":{"method":"teleport"}}}"""u8.ToArray();
            pool.Descriptions[("group", "good")] = """{"id":"good","name":"Good","retentionDays":7,"online":false,"onlineRetentionDays":30,"policy":{"retentionDays":9,"fromLater":1}}"""u8.ToArray();
        });
        Assert.Equal(9, Assert.Single((await server.Client.Groups()).Groups).RetentionDays);
        Assert.Contains((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.DescriptionUnreadable);
    }

    [Fact]
    public async Task Create_SeveralViolations_AreAllNamedWithTheirNumbers()
    {
        await using var server = await RunningServer.Start();
        var policy = new PolicyInfo(
            500, 17, Online: new OnlineInfo(new TimesInfo(["08:00", "12:00", "18:00"], ["Monday"]), 30, new WeeklyInfo(4, ["Sunday"])), TimeZone: "Mars/Base",
            Throttle: new ThrottleInfo(20_000), PreScript: new ScriptInfo(["relative"]), SlaHours: 5);
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.CreateGroup(new CreateGroupRequest("1|2", Policy: policy)));
        Assert.Equal(ErrorCode.BadGroupName, failure.Code);
        foreach (var part in (string[])["[146]", "[400309]", "[140]", "[33461]", "[33465]", "Mars/Base", "preScript", "slaHours", "synchronizationMinutes"]) Assert.Contains(part, failure.Message);
        Assert.Empty((await server.Client.Groups()).Groups);
        failure = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.CreateGroup(
            new CreateGroupRequest("G", Policy: new PolicyInfo(Online: new OnlineInfo(new TimesInfo(["08:00"], ["Monday"]), 30, new WeeklyInfo(4, ["Sunday"]))))));
        Assert.Equal(ErrorCode.OnlineScheduleMismatch, failure.Code);
        failure = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.CreateGroup(
            new CreateGroupRequest("G", Policy: new PolicyInfo(RecoveryPoints: new TimesInfo(["25:00"], ["Moonday"]), ReplicaCreation: new ReplicaInfo("1")))));
        Assert.Equal(ErrorCode.BadRequest, failure.Code);
        foreach (var part in (string[])["25:00", "Moonday", "'1'"]) Assert.Contains(part, failure.Message);
    }

    [Fact]
    public async Task Create_UnknownMemberDeepWithin_IsRefused()
    {
        await using var server = await RunningServer.Start();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token);
        const string body = """{"name":"G","policy":{"online":{"weekly":{"weeks":4,"days":["Sunday"],"dayz":[]}}}}""";
        using var answer = await http.PostAsync("/api/v1/groups", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Modify_NumbersBesideThePolicy_KeepTheRestOfIt()
    {
        await using var server = await RunningServer.Start();
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: full with { AutoProtect = null }));
        var changed = await server.Client.ModifyGroup("G", new ModifyGroupRequest(RetentionDays: 9, OnlineRetentionDays: 200));
        Assert.Equal(Text(full with { AutoProtect = null, RetentionDays = 9, Online = full.Online! with { DailyDays = 200 } }), Text(changed.Policy));
        Assert.Null((await server.Client.ModifyGroup("G", new ModifyGroupRequest(Online: false))).Policy.Online);
    }

    [Fact]
    public async Task Exclusions_OfGroupAndMember_BothHold()
    {
        await using var server = await RunningServer.Start();
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(Compress: false), Exclude: ["cache/"]));
        await server.Protect(group: "G");
        var source = await server.Client.Policies.ModifySource(new ModifySourceRequest("source", ["own/"], [".tmp"]));
        Assert.Equal(["cache/", "own/", ".tmp"], source.Exclude.Concat(source.ExcludeExtensions));
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("source")));
        var request = server.Engine.Backups[^1];
        Assert.Equal(["cache/", "own/", ".tmp"], request.ExcludeGlobs.Concat(request.ExcludeExtensions));
        Assert.False(request.Compress);
        Assert.Equal(ErrorCode.BadExtension, await ProtectTests.Refused(server.Client.Policies.ModifySource(new ModifySourceRequest("source", null, ["tmp"]))));
    }

    private static string Text(PolicyInfo policy) => JsonSerializer.Serialize(policy, GroupsJson.Default.PolicyInfo);
}
