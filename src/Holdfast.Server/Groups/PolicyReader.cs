using System.Globalization;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Groups;

/// <summary>Understands a policy as API, catalog, and pool write it. What it cannot read it collects, so that all of it is said at once.</summary>
internal sealed class PolicyReader
{
    private const int MostElements = 1000;
    private const string Drills = "drills";
    private static readonly DayOfWeek[] week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];
    private static readonly DayOfWeek[] workDays = week[..5];
    private readonly List<string> problems = [];

    private PolicyReader()
    {
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>: words, days, or times that nobody understands, all of them named.</exception>
    internal static GroupPolicy Read(PolicyInfo info)
    {
        var reader = new PolicyReader();
        var policy = reader.Policy(info);
        return reader.problems.Count == 0 ? policy : throw new HoldfastException(ErrorCode.BadRequest, string.Join(" ", reader.problems));
    }

    private GroupPolicy Policy(PolicyInfo info) => new()
    {
        ShortTerm = new ShortTermGoal
        {
            RetentionDays = info.RetentionDays, SynchronizationMinutes = info.SynchronizationMinutes, RecoveryPoints = Times("recoveryPoints", info.RecoveryPoints),
            ExpressFull = Times("expressFull", info.ExpressFull),
        },
        Online = info.Online is { } online ? Online(online) : null, ReplicaCreation = Replica(info.ReplicaCreation ?? new ReplicaInfo()),
        ConsistencyCheck = Check(info.ConsistencyCheck ?? new CheckInfo()),
        BackupWindow = info.BackupWindow is { } window ? new TimeWindow(Days("backupWindow", window.Days, week), Time("backupWindow", window.Start), window.Minutes) : null,
        TimeZone = info.TimeZone, StartOffsetMinutes = info.StartOffsetMinutes, Compress = info.Compress, Throttle = Throttle(info.Throttle),
        PreScript = Script("preScript", info.PreScript), PostScript = Script("postScript", info.PostScript), SlaHours = info.SlaHours, StaleAfterDays = info.StaleAfterDays,
        AutoProtect = [.. Bounded("autoProtect", info.AutoProtect ?? []).Select(Container)],
        Drills = info.Drills is { Times.Count: > 0 } drills ? Times(Drills, drills) : null, DrillDays = info.Drills is { } proved ? DrillDays(proved) : null,
    };

    private static AutoProtection Container(AutoProtectionInfo info) => new(info.Server ?? SourceRegistry.LocalServer, info.Path, info.Online)
    {
        Options = [.. (info.Options ?? new Dictionary<string, string>()).OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => new MemberOption(option.Key, option.Value))],
    };

    private WeeklyTimes Times(string where, TimesInfo? info)
    {
        if (info is { MonthDays: not null } && where != Drills) problems.Add($"{where}: days of the month are for {Drills}.");
        return info is null || info.Times.Count == 0 ? WeeklyTimes.None
            : new WeeklyTimes([.. Bounded(where, info.Times).Select(time => Time(where, time))], Days(where, info.Days, week));
    }

    private DayOfMonthChoice? DrillDays(TimesInfo info)
    {
        if (info is { MonthDays: not null, Days: not null }) problems.Add($"{Drills}: days are those of the week or those of the month, not both.");
        return info.MonthDays is { } days ? MonthDays(Drills, days) : null;
    }

    private OnlineGoal Online(OnlineInfo info) => new()
    {
        Schedule = Times("online.schedule", info.Schedule), DailyDays = info.DailyDays,
        Weekly = info.Weekly is { } weekly ? new WeeklyRetention(weekly.Weeks, Days("online.weekly", weekly.Days, [])) : null,
        Monthly = info.Monthly is { } monthly ? new MonthlyRetention(monthly.Months, MonthDays("online.monthly", monthly.Days)) : null,
        Yearly = info.Yearly is { } yearly ? new YearlyRetention(yearly.Years, [.. Bounded("online.yearly", yearly.Months)], MonthDays("online.yearly", yearly.Days)) : null,
    };

    private DayOfMonthChoice MonthDays(string where, MonthDaysInfo info) => new(
        [.. Bounded(where, info.Numbers ?? [])], [.. Bounded(where, info.Weeks ?? []).Select(text => Word<WeekOfMonth>(where, text))], Days(where, info.Weekdays, []));

    private ReplicaCreation Replica(ReplicaInfo info) => new(Word<ReplicaCreationMethod>("replicaCreation", info.Method), info.Later is { } later ? Moment(later) : null);

    private ConsistencyCheckPlan Check(CheckInfo info) =>
        new(info.WhenInconsistent, info.Schedule is { Times.Count: > 0 } schedule ? Times("consistencyCheck", schedule) : null, info.LongestMinutes);

    private ThrottlePlan? Throttle(ThrottleInfo? info) => info is null
        ? null
        : new ThrottlePlan(info.WorkMbps, info.OtherMbps, Time("throttle", info.WorkStart), Time("throttle", info.WorkEnd), Days("throttle", info.WorkDays, workDays));

    private ScriptCommand? Script(string where, ScriptInfo? info) => info is null ? null : new ScriptCommand([.. Bounded(where, info.Arguments)], info.TimeoutSeconds);

    private EquatableList<DayOfWeek> Days(string where, IReadOnlyList<string>? days, DayOfWeek[] otherwise) =>
        days is null ? [.. otherwise] : [.. Bounded(where, days).Select(day => Word<DayOfWeek>(where, day)).Distinct()];

    private TimeOnly Time(string where, string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : Problem<TimeOnly>($"{where}: '{text}' is no time of day such as 18:00.");

    private DateTime? Moment(string text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : Problem<DateTime>($"replicaCreation: '{text}' is no time such as 2026-11-30T20:00.");

    // Enum.Parse would take numbers and lists of words as well.
    private T Word<T>(string where, string text) where T : struct, Enum
    {
        foreach (var name in Enum.GetNames<T>())
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) return Enum.Parse<T>(name);
        return Problem<T>($"{where}: '{text}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private IReadOnlyList<T> Bounded<T>(string where, IReadOnlyList<T> list)
    {
        if (list.Any(element => element is null)) return Problem<IReadOnlyList<T>>($"{where}: an element is null.") ?? [];
        return list.Count <= MostElements ? list : Problem<IReadOnlyList<T>>($"{where}: more than {MostElements} elements.") ?? [];
    }

    private T Problem<T>(string words)
    {
        problems.Add(words);
        return default!;
    }
}
