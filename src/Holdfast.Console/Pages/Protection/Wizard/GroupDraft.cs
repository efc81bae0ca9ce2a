using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What the wizard makes a group of. It begins as a good policy, or as what the group has.</summary>
public sealed class GroupDraft
{
    internal const int UsualScriptTimeout = 1800;

    /// <summary>The group that is changed; null for a new one.</summary>
    internal GroupInfo? Present { get; private init; }

    internal string Name { get; set; } = "";

    internal bool IsForClients { get; set; }

    internal MemberChoice Members { get; } = new();

    /// <summary>What is known of the members that are applications.</summary>
    internal ApplicationMembers Applications { get; } = new();

    /// <summary>What is taken of the members that are trees of Windows.</summary>
    internal FileChoices Files { get; } = new();

    /// <summary>Some of the members are databases or other applications.</summary>
    internal bool HasApplications => Members.Members.Concat(Containers).Any(place => place.IsApplication);

    /// <summary>Folders of this computer whose sub-folders are members each, also those that come later.</summary>
    internal List<Place> Containers { get; } = [];

    /// <summary>Exclusions of members that the tree does not show, by server and path.</summary>
    internal Dictionary<(string Server, string Path), List<string>> OwnPatterns { get; } = [];

    internal List<string> Exclude { get; } = [];

    internal List<string> Extensions { get; } = [];

    internal bool Online { get; set; }

    /// <summary>Members that go to the vault; null: all.</summary>
    internal List<Place>? OnlineMembers { get; set; }

    internal int RetentionDays { get; set; } = 14;

    internal int? SynchronizationMinutes { get; set; }

    internal bool HasPoints { get; set; } = true;

    internal TimesDraft Points { get; private set; } = new(["08:00", "12:00", "18:00"]);

    internal ReplicaInfo Replica { get; set; } = new();

    internal bool ChecksItself { get; set; } = true;

    internal bool HasChecks { get; set; }

    internal TimesDraft Checks { get; private set; } = new(["02:00"], ["Saturday"]);

    internal int? LongestCheck { get; set; }

    internal bool HasOnlineTimes { get; set; } = true;

    internal TimesDraft OnlineTimes { get; private set; } = new(["22:00"]);

    internal int DailyDays { get; set; } = 30;

    internal KeepDraft Weekly { get; private set; } = new() { IsOn = true, Count = 12 };

    internal KeepDraft Monthly { get; private set; } = new() { IsOn = true, Count = 12 };

    internal KeepDraft Yearly { get; private set; } = new() { IsOn = true, Count = 7 };

    internal bool HasWindow { get; set; }

    internal string WindowStart { get; set; } = "20:00";

    internal int WindowMinutes { get; set; } = 600;

    internal List<string> WindowDays { get; private set; } = [.. Weekdays.All];

    internal string TimeZone { get; set; } = "UTC";

    internal int StartOffset { get; set; }

    internal bool Compress { get; set; } = true;

    internal int? WorkMbps { get; set; }

    internal int? OtherMbps { get; set; }

    internal string WorkStart { get; set; } = "09:00";

    internal string WorkEnd { get; set; } = "18:00";

    internal List<string> WorkDays { get; private set; } = [.. Weekdays.All.Take(5)];

    internal string PreScript { get; set; } = "";

    internal string PostScript { get; set; } = "";

    internal int ScriptTimeout { get; set; } = UsualScriptTimeout;

    internal int? SlaHours { get; set; } = 24;

    internal int StaleAfterDays { get; set; } = 14;

    private readonly Dictionary<(string Server, string Path), SourceInfo> presentMembers = [];

    internal bool HasFulls { get; set; }

    /// <summary>When applications are backed up in full whatever could be less.</summary>
    internal TimesDraft Fulls { get; private set; } = new(["20:00"], ["Saturday"]);

    internal bool HasDrills { get; set; }

    /// <summary>When applications are recovered for proof.</summary>
    internal TimesDraft Drills { get; private set; } = new(["03:00"], ["Sunday"]);

    /// <summary>Days of the month of <see cref="Drills"/>; null: its days of the week.</summary>
    internal MonthDaysDraft? DrillDays { get; set; }

    private bool hasMetApplications;

    /// <summary>What another type of members begins with; only for a new group.</summary>
    internal void BeginAs(bool clients)
    {
        IsForClients = clients;
        SynchronizationMinutes = clients ? 240 : null;
        SlaHours = clients ? null : 24;
        Points = clients ? new TimesDraft(["12:00"]) : new TimesDraft(["08:00", "12:00", "18:00"]);
    }

    /// <summary>The first application has been chosen for a new group: what applications ought to have is on from then, unless somebody said otherwise.</summary>
    internal void MeetApplications()
    {
        if (hasMetApplications || !HasApplications) return;
        (hasMetApplications, HasDrills) = (true, true);
        if (Applications.KindsOf(Members.Members.Concat(Containers)).Any(kind => !kind.StreamsLog && kind.Types.Contains("log"))) SynchronizationMinutes ??= 15;
    }

    /// <summary>As it is kept while somebody draws it up.</summary>
    internal SavedDraft Save(int reached) => new(
        Name, IsForClients, PolicyToEstimate() with { Online = Online ? OnlineGoal() : null, PreScript = null, PostScript = null }, Online, DailyDays, OnlineMembers, Members.Members,
        Members.AllLeftOut, Containers, Exclude, Extensions, reached) { Files = Files.All, Applications = Applications.Options };

    /// <summary>A new group as it was drawn up before.</summary>
    internal static GroupDraft Of(SavedDraft saved)
    {
        var policy = saved.Policy;
        var draft = Of(new GroupInfo("", saved.Name, policy.RetentionDays, saved.Online, saved.DailyDays, [], policy, false, saved.Exclude, saved.Extensions, []), isNew: true);
        draft.IsForClients = saved.IsForClients;
        draft.OnlineMembers = saved.OnlineMembers is null ? null : [.. saved.OnlineMembers];
        foreach (var place in saved.Included) draft.Members.Include(place);
        foreach (var place in saved.LeftOut) draft.Members.LeaveOut(place);
        foreach (var (place, choice) in saved.Files ?? []) draft.Files.Is(place, choice);
        foreach (var (place, options) in saved.Applications ?? []) draft.Applications.Has(place, options);
        draft.Containers.Clear();
        draft.Containers.AddRange(saved.Containers);
        return draft;
    }

    /// <summary>As a group is now.</summary>
    internal static GroupDraft Of(GroupInfo group) => Of(group, isNew: false);

    private static GroupDraft Of(GroupInfo group, bool isNew)
    {
        var policy = group.Policy;
        var draft = new GroupDraft
        {
            Present = isNew ? null : group, Name = group.Name, Online = group.Online || group.Sources.Any(source => source.Online), RetentionDays = group.RetentionDays,
            SynchronizationMinutes = policy.SynchronizationMinutes, HasPoints = policy.RecoveryPoints is not null, Points = TimesDraft.Of(policy.RecoveryPoints, "18:00"),
            Replica = policy.ReplicaCreation ?? new ReplicaInfo(), ChecksItself = policy.ConsistencyCheck?.WhenInconsistent ?? true,
            HasChecks = policy.ConsistencyCheck?.Schedule is not null, LongestCheck = policy.ConsistencyCheck?.LongestMinutes,
            HasWindow = policy.BackupWindow is not null, TimeZone = policy.TimeZone, StartOffset = policy.StartOffsetMinutes, Compress = policy.Compress,
            PreScript = ScriptDraft.Text(policy.PreScript), PostScript = ScriptDraft.Text(policy.PostScript),
            ScriptTimeout = policy.PreScript?.TimeoutSeconds ?? policy.PostScript?.TimeoutSeconds ?? UsualScriptTimeout, SlaHours = policy.SlaHours,
            StaleAfterDays = policy.StaleAfterDays, HasFulls = policy.ExpressFull is not null, HasDrills = policy.Drills is not null, hasMetApplications = true,
        };
        if (policy.ExpressFull is { } fulls) draft.Fulls = TimesDraft.Of(fulls);
        if (policy.Drills is { } drills) (draft.Drills, draft.DrillDays) = (TimesDraft.Of(drills), drills.MonthDays is { } days ? MonthDaysDraft.Of(days) : null);
        if (policy.ConsistencyCheck?.Schedule is { } checks) draft.Checks = TimesDraft.Of(checks);
        draft.TakeOnline(group);
        draft.TakeLimits(policy);
        draft.TakeMembers(group);
        return draft;
    }

    /// <summary>The policy that has been put together.</summary>
    internal PolicyInfo Policy() => new(
        RetentionDays, SynchronizationMinutes, HasPoints ? Points.Info() : null, HasFulls ? Fulls.Info() : null, Online && OnlineMembers is null ? OnlineGoal() : null, Replica,
        new CheckInfo(ChecksItself, HasChecks ? Checks.Info() : null, HasChecks ? LongestCheck : null),
        HasWindow ? new WindowInfo(WindowStart, WindowMinutes, WindowDays.Count == Weekdays.All.Count ? null : [.. WindowDays]) : null, TimeZone, StartOffset, Compress,
        WorkMbps is null && OtherMbps is null ? null : new ThrottleInfo(WorkMbps, OtherMbps, WorkStart, WorkEnd, [.. WorkDays]),
        ScriptDraft.Info(PreScript, ScriptTimeout), ScriptDraft.Info(PostScript, ScriptTimeout), SlaHours, StaleAfterDays, AutoProtect(),
        HasDrills && (HasApplications || Present is not null) ? DrillTimes() : null);

    internal TimesInfo DrillTimes() => DrillDays is { } days ? Drills.Info() with { Days = null, MonthDays = days.Info() } : Drills.Info();

    /// <summary>The same with an online goal even where only some members go to the vault, for estimates.</summary>
    internal PolicyInfo PolicyToEstimate() => Online && OnlineMembers is not null ? Policy() with { Online = new OnlineInfo(DailyDays: DailyDays) } : Policy();

    /// <summary>What is left out of a member: folders chosen in the tree, and its own patterns.</summary>
    internal List<string> ExclusionsOf(Place member) =>
        [.. Members.LeftOut(member).Select(member.GlobOf), .. OwnPatterns.GetValueOrDefault((member.Server, member.Path)) ?? []];

    /// <summary>Options of a member: an application's settings, or what is taken of files; null where there are none.</summary>
    internal IReadOnlyDictionary<string, string>? OptionsOf(Place place) => place.IsApplication ? Applications.OptionsOf(place) : Files.OptionsOf(place);

    /// <summary>The same in an order of its own, to compare with.</summary>
    internal string OptionText(Place place) => TextOf(OptionsOf(place));

    /// <summary>Options in an order of their own, to compare with.</summary>
    internal static string TextOf(IReadOnlyDictionary<string, string>? options) =>
        string.Join('\n', (options ?? new Dictionary<string, string>()).OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={option.Value}"));

    /// <summary>The member that the group has there already.</summary>
    internal SourceInfo? PresentMember(Place place) => presentMembers.GetValueOrDefault((place.Server.ToUpperInvariant(), place.Path));

    private OnlineInfo OnlineGoal() => new(
        HasOnlineTimes ? OnlineTimes.Info() : null, DailyDays, Weekly.IsOn ? new WeeklyInfo(Weekly.Count, [.. Weekly.Weekdays]) : null,
        Monthly.IsOn ? new MonthlyInfo(Monthly.Count, Monthly.MonthDays.Info()) : null, Yearly.IsOn ? new YearlyInfo(Yearly.Count, [.. Yearly.Months.Order()], Yearly.MonthDays.Info()) : null);

    private List<AutoProtectionInfo>? AutoProtect()
    {
        var present = Present?.Policy.AutoProtect ?? [];
        List<AutoProtectionInfo> all = [.. Containers.Select(place => Container(place, present.FirstOrDefault(one => one.Path == place.Path && (one.Server is null || one.Server == place.Server))))];
        return all.Count == 0 ? null : all;
    }

    private AutoProtectionInfo Container(Place place, AutoProtectionInfo? present)
    {
        var container = present ?? new AutoProtectionInfo(place.Path, place.Server);
        return place.IsApplication ? container with { Options = Applications.OptionsOf(place) } : container;
    }

    private void TakeOnline(GroupInfo group)
    {
        DailyDays = group.OnlineRetentionDays;
        if (group.Policy.Online is { } goal)
        {
            (HasOnlineTimes, OnlineTimes, DailyDays) = (goal.Schedule is not null, TimesDraft.Of(goal.Schedule, "22:00"), goal.DailyDays);
            Weekly = goal.Weekly is { } weekly ? new KeepDraft { IsOn = true, Count = weekly.Weeks, Weekdays = Weekdays.Sorted(weekly.Days) } : new KeepDraft { Count = 12 };
            Monthly = goal.Monthly is { } monthly ? new KeepDraft { IsOn = true, Count = monthly.Months, MonthDays = MonthDaysDraft.Of(monthly.Days) } : new KeepDraft { Count = 12 };
            Yearly = goal.Yearly is { } yearly ? new KeepDraft { IsOn = true, Count = yearly.Years, Months = [.. yearly.Months], MonthDays = MonthDaysDraft.Of(yearly.Days) } : new KeepDraft { Count = 7 };
        }
        else if (Online)
        {
            OnlineMembers = [.. group.Sources.Where(source => source.Online).Select(source => new Place(source.Server, source.Path))];
        }
    }

    private void TakeLimits(PolicyInfo policy)
    {
        if (policy.BackupWindow is { } window) (WindowStart, WindowMinutes, WindowDays) = (window.Start, window.Minutes, Weekdays.Sorted(window.Days ?? Weekdays.All));
        if (policy.Throttle is { } throttle)
            (WorkMbps, OtherMbps, WorkStart, WorkEnd, WorkDays) = (throttle.WorkMbps, throttle.OtherMbps, throttle.WorkStart, throttle.WorkEnd, Weekdays.Sorted(throttle.WorkDays ?? Weekdays.All.Take(5)));
    }

    private void TakeMembers(GroupInfo group)
    {
        Exclude.AddRange(group.Exclude);
        Extensions.AddRange(group.ExcludeExtensions);
        foreach (var source in group.Sources)
        {
            var place = new Place(source.Server, source.Path);
            presentMembers[(source.Server.ToUpperInvariant(), source.Path)] = source;
            Members.Include(place);
            if (place.IsApplication) Applications.Is(place, source.Kind);
            else if (source.Options is { } options) Files.Is(place, FileChoice.Of(options));
            foreach (var glob in source.Exclude.Except(group.Exclude))
            {
                if (place.OfGlob(glob) is { } folder) Members.LeaveOut(folder);
                else if (OwnPatterns.TryGetValue((place.Server, place.Path), out var own)) own.Add(glob);
                else OwnPatterns[(place.Server, place.Path)] = [glob];
            }
        }
        foreach (var one in group.Policy.AutoProtect ?? [])
        {
            Containers.Add(new Place(one.Server ?? "", one.Path));
            Applications.Has(Containers[^1], one.Options);
        }
    }
}
