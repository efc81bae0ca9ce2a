using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What of a draft is not complete, in plain words and for each step. Whether it is acceptable is the server's to say.</summary>
internal sealed class DraftProblems(GroupDraft draft, IReadOnlyList<GroupSummary> groups, TakenPlaces taken, Texts texts)
{
    internal const int LongestName = 64;

    internal string? Of(string step) => step switch
    {
        WizardSteps.Name => Name(),
        WizardSteps.Members => Members(),
        WizardSteps.Goals => Goals(),
        WizardSteps.Replica => draft.Replica is { Method: "later", Later: null or "" } ? texts["Say when the first copy is to be made."] : null,
        WizardSteps.Consistency => (draft.HasChecks ? Times(draft.Checks) : null) ?? (draft.HasDrills ? draft.DrillDays is { } days ? Times(draft.Drills) ?? MonthDays(days) : Times(draft.Drills) : null),
        WizardSteps.OnlineData => draft.OnlineMembers is { Count: 0 } ? texts["Choose at least one member that goes to the vault, or all."] : null,
        WizardSteps.OnlineGoals => OnlineGoals(),
        WizardSteps.Options => draft.HasWindow && draft.WindowDays.Count == 0 ? texts["Choose at least one day of the week."] : null,
        _ => null,
    };

    private string? Name()
    {
        var name = draft.Name.Trim();
        if (name.Length == 0) return texts["Give the group a name."];
        if (name.Length > LongestName) return texts["The name is longer than {0} characters.", LongestName];
        if (name.Any(c => !char.IsLetterOrDigit(c) && c != ' ') || !name.Any(char.IsLetter)) return texts["A name is made of letters, digits, and spaces, and has at least one letter."];
        return groups.Any(group => group.Id != draft.Present?.Id && string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase)) ? texts["There is a group of this name already."] : null;
    }

    private string? Members()
    {
        if (draft.Members.Members.Count == 0 && draft.Containers.Count == 0) return texts["Choose at least one folder, database, or machine that is to be protected."];
        return draft.Members.Members.FirstOrDefault(IsElsewhere) is { } other
            ? texts["{0} is a member of the group {1} already. Choose something else, or stop its protection there first.", other.Path, taken.GroupOf(other)!] : null;
    }

    private bool IsElsewhere(Place member) => taken.GroupOf(member) is { } group && !string.Equals(group, draft.Present?.Name, StringComparison.OrdinalIgnoreCase);

    private string? Goals() => draft.RetentionDays is < 1 or > 448 ? texts["On disk points are kept 1 to 448 days."] : (draft.HasPoints ? Times(draft.Points) : null) ?? (draft.HasFulls ? Times(draft.Fulls) : null);

    private string? OnlineGoals()
    {
        if (draft.OnlineMembers is not null) return null;
        if (draft.HasOnlineTimes && Times(draft.OnlineTimes) is { } times) return times;
        if (draft.HasOnlineTimes && draft.OnlineTimes.Times.Count > 2) return texts["Points go to the vault at most twice a day."];
        if (draft is { DailyDays: 0, Weekly.IsOn: false, Monthly.IsOn: false, Yearly.IsOn: false }) return texts["Say how long points are kept in the vault."];
        return null;
    }

    private string? MonthDays(MonthDaysDraft days) =>
        (days.IsByWeek ? days.Weeks.Count == 0 || days.Days.Count == 0 : days.Numbers.Count == 0) ? texts["Choose at least one day of the month."] : null;

    private string? Times(TimesDraft draft) =>
        draft.Times.Count == 0 ? texts["Name at least one time of day."] : draft.Days.Count == 0 ? texts["Choose at least one day of the week."] : null;
}
