using System.CommandLine;
using Holdfast.Commands;
using Holdfast.Commands.Groups;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;

namespace Holdfast.Cli.Tests.Commands;

public sealed class PolicyGrammarTests
{
    [Fact]
    public void Times_WithAndWithoutDays_AreRead()
    {
        Assert.Equal(["18:00", "22:00"], PolicyGrammar.Times("18:00, 22:00")!.Times);
        Assert.Null(PolicyGrammar.Times("18:00")!.Days);
        Assert.Equal(["Monday", "Wednesday", "Thursday", "Friday"], PolicyGrammar.Times("8:00@Mon,Wed-Fri")!.Days);
        Assert.Equal(["Saturday", "Sunday", "Monday"], PolicyGrammar.Days("sat-mon"));
        Assert.Equal(["Saturday", "Sunday"], PolicyGrammar.Days("weekend"));
        Assert.Null(PolicyGrammar.Times("none"));
    }

    [Fact]
    public void Drills_OnDaysOfAWeekOrAMonth_AreRead()
    {
        Assert.Null(PolicyGrammar.Drills("none"));
        Assert.Null(PolicyGrammar.Drills("03:00")!.Days);
        Assert.Equal(["Sunday"], PolicyGrammar.Drills("03:00@Sun")!.Days);
        Assert.Equal([1, 15, 0], PolicyGrammar.Drills("03:00,05:00@1,15,last")!.MonthDays!.Numbers);
        Assert.Equal([0], PolicyGrammar.Drills("03:00@last")!.MonthDays!.Numbers);
        var weeks = PolicyGrammar.Drills("03:00@first,third:Sat")!;
        Assert.Equal("First Third Saturday", string.Join(' ', weeks.MonthDays!.Weeks!.Concat(weeks.MonthDays.Weekdays!)));
        Assert.Null(weeks.Days);
        Assert.Throws<FormatException>(() => PolicyGrammar.Drills("03:00@1,never"));
    }

    [Theory]
    [InlineData("15m", 15)]
    [InlineData("4h", 240)]
    [InlineData("45", 45)]
    [InlineData("before-point", null)]
    public void Interval_OfEachForm_IsRead(string text, int? minutes) => Assert.Equal(minutes, PolicyGrammar.Interval(text));

    [Fact]
    public void GrandfatherRules_AreRead()
    {
        Assert.Equal((12, "Sunday"), (PolicyGrammar.Weekly("12@Sun")!.Weeks, Assert.Single(PolicyGrammar.Weekly("12@Sun")!.Days)));
        var byNumber = PolicyGrammar.Monthly("24@1,15,last")!;
        Assert.Equal([24, 1, 15, 0], byNumber.Days.Numbers!.Prepend(byNumber.Months));
        var byWeek = PolicyGrammar.Monthly("24@first,third:Sat")!.Days;
        Assert.Equal(["First", "Third", "Saturday"], byWeek.Weeks!.Concat(byWeek.Weekdays!));
        var yearly = PolicyGrammar.Yearly("10@Jan,Jul@last")!;
        Assert.Equal([10, 1, 7, 0], yearly.Months.Prepend(yearly.Years).Concat(yearly.Days.Numbers!));
    }

    [Fact]
    public void WindowAndReplica_AreRead()
    {
        var window = PolicyGrammar.Window("22:00+6h@weekdays")!;
        Assert.Equal(("22:00", 360, 5), (window.Start, window.Minutes, window.Days!.Count));
        Assert.Equal(new ReplicaInfo("later", "2026-11-30T20:00"), PolicyGrammar.Replica("later=2026-11-30T20:00"));
    }

    [Theory]
    [InlineData("create", "G", "--points", "25:00")]
    [InlineData("create", "G", "--points", "18:00@Moonday")]
    [InlineData("create", "G", "--online-weekly", "12")]
    [InlineData("create", "G", "--online-yearly", "1@Jan")]
    [InlineData("create", "G", "--window", "22:00")]
    [InlineData("modify", "G", "--compress", "maybe")]
    [InlineData("modify", "G", "--pre-script", "/bin/program argument")]
    [InlineData("modify", "G", "--sync-every", "99999999999999999999h")]
    [InlineData("show", "G", "--retention-days", "3")]
    [InlineData("stop", "G", "--keep-data", "--disk")]
    public void Options_ThatNobodyUnderstands_AreWrongUsage(params string[] arguments) =>
        Assert.NotEmpty(CommandTree.For(["group"]).Parse(["group", .. arguments]).Errors);

    [Fact]
    public async Task Options_All_MakeThePolicyTheySay()
    {
        PolicyOptions options = null!;
        var command = new RootCommand();
        options = new PolicyOptions(command.Options.Add);
        var input = command.Parse([
            "--sync-every", "30m", "--points", "18:00", "--days", "Mon-Fri", "--online-schedule", "20:00@Sun", "--online-daily", "0", "--online-weekly", "12@Sun", "--check-schedule",
            "03:00@Sun", "--check-max", "4h", "--check-when-inconsistent", "no", "--compress", "no", "--offset", "5", "--throttle-work", "10", "--throttle-hours", "08:00-17:00@Mon",
            "--pre-script", """["/bin/a","b c","\"d\""]""", "--script-timeout", "60", "--sla-hours", "24", "--time-zone", "Europe/Berlin", "--stale-days", "3", "--auto-protect", "/srv",
        ]);
        Assert.Empty(input.Errors);
        var policy = (await options.Read(input, () => Task.FromResult(new PolicyInfo(RetentionDays: 77))))!;
        Assert.Equal((77, 30, 5, 0, 12), (policy.RetentionDays, policy.SynchronizationMinutes, policy.RecoveryPoints!.Days!.Count, policy.Online!.DailyDays, policy.Online.Weekly!.Weeks));
        Assert.Equal(("03:00", 240, false), (policy.ConsistencyCheck!.Schedule!.Times[0], policy.ConsistencyCheck.LongestMinutes, policy.ConsistencyCheck.WhenInconsistent));
        Assert.Equal((10, null, "08:00", "Monday"), (policy.Throttle!.WorkMbps, policy.Throttle.OtherMbps, policy.Throttle.WorkStart, Assert.Single(policy.Throttle.WorkDays!)));
        Assert.Equal(["/bin/a", "b c", "\"d\""], policy.PreScript!.Arguments);
        Assert.Equal((60, 24, "Europe/Berlin", 3, false, 5), (policy.PreScript.TimeoutSeconds, policy.SlaHours, policy.TimeZone, policy.StaleAfterDays, policy.Compress, policy.StartOffsetMinutes));
        Assert.Equal("/srv", Assert.Single(policy.AutoProtect!).Path);
        Assert.Null(await options.Read(command.Parse([]), () => throw new InvalidOperationException("Not needed.")));
    }
    [Fact]
    public async Task AutoProtect_GivenAgain_KeepsWhatIsKnownOfTheContainer()
    {
        var instance = new AutoProtectionInfo("sqlserver://db1/PROD/", "fs02", Online: true) { Options = new Dictionary<string, string> { ["transport"] = "vdi" } };
        PolicyOptions options = null!;
        var command = new RootCommand();
        options = new PolicyOptions(command.Options.Add);
        var policy = new PolicyInfo(AutoProtect: [instance]);
        Task<PolicyInfo?> Read(params string[] arguments) => options.Read(command.Parse(arguments), () => Task.FromResult(policy));

        var both = (await Read("--auto-protect", instance.Path, "--auto-protect", "/srv"))!.AutoProtect!;
        Assert.Equal([instance, new AutoProtectionInfo("/srv")], both);
        var changed = Assert.Single((await Read("--auto-protect-option", "encrypt=strict"))!.AutoProtect!);
        Assert.Equal(("fs02", true, "strict"), (changed.Server, changed.Online, changed.Options!["encrypt"]));
        Assert.Empty((await Read("--auto-protect", ""))!.AutoProtect!);
        Assert.Same(instance, Assert.Single((await Read("--compress", "no"))!.AutoProtect!));
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => Read("--auto-protect", "", "--auto-protect-option", "encrypt=strict"));
        Assert.Equal(ErrorCode.BadPolicy, refused.Code);
    }
}
