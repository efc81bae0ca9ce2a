using System.CommandLine;
using System.Text.Json;
using Holdfast.Commands.Applications;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;

namespace Holdfast.Commands.Groups;

/// <summary>The options that say what a group's policy is. What is not given stays.</summary>
internal sealed class PolicyOptions
{
    private readonly List<(Option<string?> Option, Func<PolicyInfo, string, PolicyInfo> Apply)> parts = [];
    private readonly Option<string[]> autoProtect, autoProtectOptions;
    private readonly Option<string?> file;

    internal PolicyOptions(Action<Option> add)
    {
        file = new Option<string?>("--policy") { Description = "The whole policy as JSON, in the form of `policy` in `group show --json`; the other options change it (default: stays)", HelpName = "FILE" };
        add(file);
        Part("--sync-every", "15m|30m|45m|1h|2h|4h|6h|12h|24h|before-point", "How often replicas are synchronized (default: before-point)", (policy, text) => policy with { SynchronizationMinutes = PolicyGrammar.Interval(text) });
        Part("--points", "TIMES[@DAYS]|none", "When recovery points of files are made, such as 18:00,22:00@Mon-Fri (default: on request only)", (policy, text) => policy with { RecoveryPoints = PolicyGrammar.Times(text) });
        Part("--days", "DAYS", "Days of --points: daily, weekdays, weekend, or Mon,Wed-Fri (default: daily)", Days);
        Part("--express-full", "TIMES[@DAYS]|none", "When applications get an express full backup (default: on request only)", (policy, text) => policy with { ExpressFull = PolicyGrammar.Times(text) });
        Part("--online-schedule", "TIMES[@DAYS]|none", "When the newest point is sent to the vault, at most twice a day (default: every point as soon as it is made)", (policy, text) => Online(policy, goal => goal with { Schedule = PolicyGrammar.Times(text) }));
        Part("--online-daily", "DAYS", "Every point in the vault is kept this many days, 0 to 36500 (default: 30)", (policy, text) => Online(policy, goal => goal with { DailyDays = PolicyGrammar.Number(text) }));
        Part("--online-weekly", "WEEKS@DAYS|none", "Points of these days are kept for weeks, such as 12@Sun (default: none)", (policy, text) => Online(policy, goal => goal with { Weekly = PolicyGrammar.Weekly(text) }));
        Part("--online-monthly", "MONTHS@DAYS|none", "Points of these days are kept for months, such as 24@1,last or 24@first,third:Sat (default: none)", (policy, text) => Online(policy, goal => goal with { Monthly = PolicyGrammar.Monthly(text) }));
        Part("--online-yearly", "YEARS@MONTHS@DAYS|none", "Points of these days are kept for years, such as 10@Jan,Jul@last (default: none)", (policy, text) => Online(policy, goal => goal with { Yearly = PolicyGrammar.Yearly(text) }));
        Part("--replica", "now|later=TIME|manual", "When the first copy of a new member is made; TIME such as 2026-11-30T20:00; manual waits for `source seed` (default: now)", (policy, text) => policy with { ReplicaCreation = PolicyGrammar.Replica(text) });
        Part("--check-when-inconsistent", "yes|no", "A replica that has become inconsistent is checked by itself (default: yes)", (policy, text) => Check(policy, plan => plan with { WhenInconsistent = YesNo(text) }));
        Part("--check-schedule", "TIMES[@DAYS]|none", "When members are compared with their replicas (default: none)", (policy, text) => Check(policy, plan => plan with { Schedule = PolicyGrammar.Times(text) }));
        Part("--check-max", "MINUTES|none", "A scheduled check is cancelled after this long, 15 to 1440 minutes, or 4h (default: none)", (policy, text) => Check(policy, plan => plan with { LongestMinutes = PolicyGrammar.IsNone(text) ? null : PolicyGrammar.Minutes(text) }));
        Part("--drills", "TIMES[@DAYS]|none", "When applications are recovered for proof: 03:00 every day, 03:00@Sun every week, 03:00@1,last or 03:00@first:Sat every month (default: on request only)", (policy, text) => policy with { Drills = PolicyGrammar.Drills(text) });
        Part("--window", "START+LENGTH[@DAYS]|none", "Hours in which scheduled work may run, such as 22:00+6h@Mon-Fri (default: any)", (policy, text) => policy with { BackupWindow = PolicyGrammar.Window(text) });
        Part("--compress", "yes|no", "Chunks are compressed (default: yes)", (policy, text) => policy with { Compress = YesNo(text) });
        Part("--offset", "MINUTES", "Puts every scheduled start off, 0 to 59 minutes (default: 0)", (policy, text) => policy with { StartOffsetMinutes = PolicyGrammar.Number(text) });
        Part("--throttle-work", "MBPS|none", "What agents send in work hours, 1 to 10000 megabits a second (default: no limit)", (policy, text) => Throttle(policy, plan => plan with { WorkMbps = Limit(text) }));
        Part("--throttle-other", "MBPS|none", "The same at other times (default: no limit)", (policy, text) => Throttle(policy, plan => plan with { OtherMbps = Limit(text) }));
        Part("--throttle-hours", "START-END[@DAYS]", "Work hours, in the agent's local time (default: 09:00-18:00@weekdays)", (policy, text) => Throttle(policy, plan => Hours(plan, text)));
        Part("--pre-script", "JSON|none", "Program to run on the production server before each backup, as a JSON array: [\"/path/program\",\"argument\"]; no shell sees it (default: none)", (policy, text) => policy with { PreScript = Script(text, policy.PreScript) });
        Part("--post-script", "JSON|none", "Program to run after it, with succeeded or failed as last argument (default: none)", (policy, text) => policy with { PostScript = Script(text, policy.PostScript) });
        Part("--script-timeout", "SECONDS", "How long each script may run, 1 to 86400 (default: 1800)", Timeout);
        Part("--sla-hours", "HOURS|none", "Raises an alert when a member gets no recovery point for so long: 1, 2, 3, 4, 6, 8, 12, or multiples of 24 to 2160 (default: none)", (policy, text) => policy with { SlaHours = PolicyGrammar.IsNone(text) ? null : PolicyGrammar.Number(text) });
        Part("--time-zone", "ZONE", "Zone that all these times are in, such as Europe/Berlin (default: UTC)", (policy, text) => policy with { TimeZone = text });
        Part("--stale-days", "DAYS", "Raises an alert when a machine was away for so long, 1 to 365 (default: 14)", (policy, text) => policy with { StaleAfterDays = PolicyGrammar.Number(text) });
        autoProtect = new Option<string[]>("--auto-protect") { Description = "Folder whose sub-folders, or instance or host whose contents become members by themselves, daily; may be repeated, \"\" ends all (default: stays)", HelpName = "PATH" };
        add(autoProtect);
        autoProtectOptions = new Option<string[]>("--auto-protect-option") { Description = "Setting of what joins by --auto-protect, and by which an instance is looked into, such as transport=vdi of SQL Server; may be repeated; without --auto-protect for all that joins already (default: none)", HelpName = "NAME=VALUE" };
        add(autoProtectOptions);

        void Part(string name, string value, string description, Func<PolicyInfo, string, PolicyInfo> apply)
        {
            var option = new Option<string?>(name) { Description = description, HelpName = value };
            option.Validators.Add(result =>
            {
                if (result.GetValue(option) is not { } text) return;
                try
                {
                    apply(new PolicyInfo(RecoveryPoints: new TimesInfo(["00:00"]), PreScript: new ScriptInfo(["/"])), text);
                }
                catch (Exception failure) when (failure is FormatException or JsonException or OverflowException)
                {
                    result.AddError($"{name}: {failure.Message}.");
                }
            });
            parts.Add((option, apply));
            add(option);
        }
    }

    /// <summary>True where any of the options was given.</summary>
    internal bool Any(ParseResult input) =>
        input.GetValue(file) is not null || input.GetValue(autoProtect) is { Length: > 0 } || input.GetValue(autoProtectOptions) is { Length: > 0 } || parts.Any(part => input.GetValue(part.Option) is not null);

    /// <summary>The policy with what was given; null where nothing was.</summary>
    /// <param name="present">What the group has, asked for only where it is needed.</param>
    internal async Task<PolicyInfo?> Read(ParseResult input, Func<Task<PolicyInfo>> present)
    {
        if (!Any(input)) return null;
        var policy = input.GetValue(file) is { } path ? await PolicyFile.Read(path) : await present();
        foreach (var (option, apply) in parts)
            if (input.GetValue(option) is { } text) policy = Applied(apply, policy, text, option.Name);
        return policy with { AutoProtect = Containers(input, policy.AutoProtect ?? []) };
    }

    /// <summary>A container that the group has already stays as it is, but for options that are given; without containers these are for all that it has.</summary>
    private IReadOnlyList<AutoProtectionInfo>? Containers(ParseResult input, IReadOnlyList<AutoProtectionInfo> present)
    {
        IReadOnlyList<AutoProtectionInfo> wanted = input.GetValue(autoProtect) is { Length: > 0 } given ? [.. given.Where(path => path.Length > 0).Select(path => Container(path, present))] : present;
        if (ApplicationOptions.Given(input.GetValue(autoProtectOptions)) is not { } options) return wanted.Count > 0 || present.Count > 0 ? wanted : null;
        if (wanted.Count == 0) throw new HoldfastException(ErrorCode.BadPolicy, "--auto-protect-option: nothing joins by itself.", "Say what does: --auto-protect PATH.");
        return [.. wanted.Select(container => container with { Options = options })];
    }

    private static AutoProtectionInfo Container(string container, IReadOnlyList<AutoProtectionInfo> present)
    {
        var path = ApplicationAddress.IsOne(container) ? container : Path.GetFullPath(container);
        return present.FirstOrDefault(known => known.Path == path) ?? new AutoProtectionInfo(path);
    }

    // The form was looked at before; what is wrong now does not fit the policy that the group has.
    private static PolicyInfo Applied(Func<PolicyInfo, string, PolicyInfo> apply, PolicyInfo policy, string text, string option)
    {
        try
        {
            return apply(policy, text);
        }
        catch (FormatException failure)
        {
            throw new HoldfastException(ErrorCode.BadPolicy, $"{option}: {failure.Message}.", inner: failure);
        }
    }

    private static PolicyInfo Online(PolicyInfo policy, Func<OnlineInfo, OnlineInfo> change) => policy with { Online = change(policy.Online ?? new OnlineInfo()) };

    private static PolicyInfo Check(PolicyInfo policy, Func<CheckInfo, CheckInfo> change) => policy with { ConsistencyCheck = change(policy.ConsistencyCheck ?? new CheckInfo()) };

    private static PolicyInfo Throttle(PolicyInfo policy, Func<ThrottleInfo, ThrottleInfo> change)
    {
        var changed = change(policy.Throttle ?? new ThrottleInfo());
        return policy with { Throttle = changed is { WorkMbps: null, OtherMbps: null } ? null : changed };
    }

    private static ThrottleInfo Hours(ThrottleInfo plan, string text)
    {
        var (start, end, days) = PolicyGrammar.WorkHours(text);
        return plan with { WorkStart = start, WorkEnd = end, WorkDays = days };
    }

    private static PolicyInfo Days(PolicyInfo policy, string text) => policy.RecoveryPoints is { } points
        ? policy with { RecoveryPoints = points with { Days = PolicyGrammar.Days(text) } }
        : throw new FormatException("there are no times for the days: give --points as well");

    private static PolicyInfo Timeout(PolicyInfo policy, string text)
    {
        var seconds = PolicyGrammar.Number(text);
        if (policy is { PreScript: null, PostScript: null }) throw new FormatException("there is no script: give --pre-script or --post-script as well");
        return policy with
        {
            PreScript = policy.PreScript is { } pre ? pre with { TimeoutSeconds = seconds } : null,
            PostScript = policy.PostScript is { } post ? post with { TimeoutSeconds = seconds } : null,
        };
    }

    private static ScriptInfo? Script(string text, ScriptInfo? present)
    {
        if (PolicyGrammar.IsNone(text)) return null;
        var arguments = JsonSerializer.Deserialize(text, GroupsJson.Default.IReadOnlyListString);
        return arguments is { Count: > 0 } ? new ScriptInfo(arguments, present?.TimeoutSeconds ?? 1800) : throw new FormatException("a JSON array with the program and its arguments was expected");
    }

    private static int? Limit(string text) => PolicyGrammar.IsNone(text) ? null : PolicyGrammar.Number(text);

    private static bool YesNo(string text) => text.ToLowerInvariant() switch { "yes" => true, "no" => false, _ => throw new FormatException($"'{text}' is neither yes nor no") };
}
