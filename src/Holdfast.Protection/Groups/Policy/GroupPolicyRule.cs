using Holdfast.Protection.Retention;
using Holdfast.Protection.Schedules;

namespace Holdfast.Protection.Groups.Policy;

/// <summary>
/// What a policy may say. The bounds are those that administrators of DPM know, so that scripts and habits fit. Holdfast has no limit of snapshots: files
/// may have 48 recovery points a day instead of 8, and all that the range keeps instead of 64.
/// </summary>
public static class GroupPolicyRule
{
    public const int MostDiskPointsADay = 48, MostOnlinePointsADay = 2, MostOnlinePoints = 9_999, MostChecksADay = 24;

    public const int LongestSlaHours = 2_160, LongestStaleDays = 365, LongestOffsetMinutes = 59, MostAutoProtections = 1_000, MostMemberOptions = 64, LongestMemberOption = 4_096;

    /// <summary>How often a group may synchronize, in minutes. All divide a day.</summary>
    public static IReadOnlyList<int> SynchronizationMinutes { get; } = [15, 30, 45, 60, 120, 240, 360, 720, 1_440];

    /// <summary>Everything that is wrong, in the order of the policy's fields; empty where it is acceptable.</summary>
    public static IReadOnlyList<PolicyViolation> Violations(GroupPolicy policy)
    {
        var found = new ViolationList();
        ShortTerm(policy.ShortTerm, found);
        if (policy.Online is { } online) OnlineGoalRule.Check(online, found);
        FirstCopy(policy.ReplicaCreation, found);
        ConsistencyCheck(policy.ConsistencyCheck, found);
        if (policy.BackupWindow is { } window)
        {
            DayListRule.Weekdays("backupWindow.days", window.Days, found);
            found.Range("backupWindow.minutes", window.Minutes, 60, 1_440, "minutes");
            DayListRule.WholeMinute("backupWindow.start", window.Start, found);
        }
        if (!Zones.IsKnown(policy.TimeZone)) found.Add("timeZone", $"There is no time zone '{policy.TimeZone}'; use an IANA name such as Europe/Berlin.");
        found.Range("startOffsetMinutes", policy.StartOffsetMinutes, 0, LongestOffsetMinutes, "minutes");
        if (policy.Throttle is { } throttle) Throttle(throttle, found);
        ScriptRule.Check("preScript", policy.PreScript, found);
        ScriptRule.Check("postScript", policy.PostScript, found);
        Sla(policy.SlaHours, found);
        found.Range("staleAfterDays", policy.StaleAfterDays, 1, LongestStaleDays, "days");
        if (policy.Drills is { } drills) DayListRule.Schedule("drills", drills, MostChecksADay, found);
        if (policy.DrillDays is { } days) DayListRule.Month("drills.monthDays", days, found);
        if (policy is { DrillDays: not null, Drills: null or { IsEmpty: true } }) found.Add("drills.times", "The schedule has days but no time.");
        AutoProtect(policy, found);
        return found.All;
    }

    private static void ShortTerm(ShortTermGoal goal, ViolationList found)
    {
        if (RetentionRule.Violation(goal.RetentionDays) is { } violation) found.Add("shortTerm.retentionDays", violation);
        if (goal.SynchronizationMinutes is { } minutes && !SynchronizationMinutes.Contains(minutes))
            found.Add("shortTerm.synchronizationMinutes", $"Synchronization is every {string.Join(", ", SynchronizationMinutes)} minutes, or none; not every {minutes}.");
        DayListRule.Schedule("shortTerm.recoveryPoints", goal.RecoveryPoints, MostDiskPointsADay, found);
        DayListRule.Schedule("shortTerm.expressFull", goal.ExpressFull, MostDiskPointsADay, found);
    }

    private static void FirstCopy(ReplicaCreation creation, ViolationList found)
    {
        if (!Enum.IsDefined(creation.Method)) found.Add("replicaCreation.method", "The first copy is made now, later, or manually.");
        else if (creation.Method == ReplicaCreationMethod.Later && creation.Later is null) found.Add("replicaCreation.later", "A first copy that is made later needs its time.");
        else if (creation.Method != ReplicaCreationMethod.Later && creation.Later is not null)
            found.Add("replicaCreation.later", "Only a first copy that is made later has a time.");
    }

    private static void ConsistencyCheck(ConsistencyCheckPlan plan, ViolationList found)
    {
        if (plan.Schedule is { } schedule) DayListRule.Schedule("consistencyCheck.schedule", schedule, MostChecksADay, found);
        if (plan.LongestMinutes is { } longest) found.Range("consistencyCheck.longestMinutes", longest, 15, 1_440, "minutes");
    }

    private static void Throttle(ThrottlePlan throttle, ViolationList found)
    {
        // The bounds are DPM's (its error 140).
        if (throttle.WorkMbps is { } work) found.Range("throttle.workMbps", work, 1, 10_000, "Mbps");
        if (throttle.OtherMbps is { } other) found.Range("throttle.otherMbps", other, 1, 10_000, "Mbps");
        if (throttle.WorkMbps is null) return;
        DayListRule.Weekdays("throttle.workDays", throttle.WorkDays, found);
        if (throttle.WorkStart == throttle.WorkEnd) found.Add("throttle.workEnd", "Work hours end when they begin.");
    }

    private static void Sla(int? hours, ViolationList found)
    {
        if (hours is not { } sla) return;
        var acceptable = sla is >= 1 and <= 24 ? 24 % sla == 0 : sla is > 24 and <= LongestSlaHours && sla % 24 == 0;
        if (!acceptable) found.Add("slaHours", $"Hours are 1, 2, 3, 4, 6, 8, 12, 24, or a multiple of 24 up to {LongestSlaHours}; not {sla}.");
    }

    private static void AutoProtect(GroupPolicy policy, ViolationList found)
    {
        if (policy.AutoProtect.Count > MostAutoProtections) found.Add("autoProtect", $"There are {policy.AutoProtect.Count} containers; {MostAutoProtections} are allowed.");
        if (policy.AutoProtect.Any(one => string.IsNullOrWhiteSpace(one.Server) || string.IsNullOrWhiteSpace(one.Path)))
            found.Add("autoProtect", "A container is named by its server and its path.");
        if (policy.AutoProtect.DistinctBy(one => (one.Server, one.Path)).Count() != policy.AutoProtect.Count) found.Add("autoProtect", "A container is named twice.");
        if (policy.AutoProtect.Any(one => one.Options.Count > MostMemberOptions || one.Options.Any(option => option.Name.Length is 0 or > LongestMemberOption || option.Value.Length > LongestMemberOption)))
            found.Add("autoProtect", $"A container has at most {MostMemberOptions} options, each of at most {LongestMemberOption} characters.");
        if (policy.Online is null && policy.AutoProtect.Any(one => one.Online)) found.Add("autoProtect", "Contents cannot go to the vault: the group has no online goal.");
    }
}
