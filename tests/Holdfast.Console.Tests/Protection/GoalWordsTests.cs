using Holdfast.Console.Pages.Protection;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Tests.Protection;

public sealed class GoalWordsTests
{
    [Fact]
    public void Of_FullPolicy_IsOneSentence()
    {
        var policy = new PolicyInfo(
            SynchronizationMinutes: 15, RecoveryPoints: new TimesInfo(["08:00", "18:00"], ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]),
            Online: new OnlineInfo(new TimesInfo(["22:00"]), 28, new WeeklyInfo(4, ["Sunday"]), new MonthlyInfo(12, new MonthDaysInfo([0])), new YearlyInfo(7, [12], new MonthDaysInfo([0]))));
        Assert.Equal(
            "Synchronized every 15 minutes, points at 08:00, 18:00 Monday to Friday, kept 14 days on disk; to the vault at 22:00 every day, kept 28 days, 4 weeks, 12 months, 7 years.",
            GoalWords.Of(policy, new Texts()));
    }

    [Fact]
    public void Of_DefaultPolicy_SaysThatNothingIsScheduled() =>
        Assert.Equal("Points on request only, kept 14 days on disk; not sent to the vault.", GoalWords.Of(new PolicyInfo(), new Texts()));
}
