using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Groups, schedules, scripts, cloud policy, billing.</summary>
internal static class PolicyErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(SubscriptionDeprovisioned, "Subscription deprovisioned",
            "The vault's owner has deprovisioned the subscription: nothing is backed up or recovered, and the points in the vault are deleted. Points on disk are kept.",
            "Ask the vault's owner to make it active again (`holdfast vault state NAME active`). With the setting cloudPolicy disk-continues, disk goes on.", 403, 5),
        new(ContactLost, "Vault out of contact too long", "The vault has not been reached for more than 15 days, so backups have stopped. Recovery goes on.",
            "Bring the connection back (`holdfast cloud connection`). With the setting cloudPolicy disk-continues, backups to disk go on.", 403, 5),
        new(ContactCountdown, "Backups will stop", "The vault has not been reached for days; after more than 15 of them backups stop.",
            "Bring the connection back (`holdfast cloud connection`), or set cloudPolicy to disk-continues, so that backups to disk go on.", 403, 5),
        new(OnlinePointsDeleted, "Online recovery points deleted", "The subscription was deprovisioned, so the recovery points in the vault were deleted.",
            "Points on disk are still there within their retention. Resolve the alert when you have seen it.", 410, 1),
        new(PricesNotUsable, "Price list not usable", "The file of prices cannot be read, or holds what is no price.",
            "Correct DIR/prices.json; removed, it is made anew with the published prices.", 409, 1),
        new(ProxyNotUsable, "Proxy not usable", "The settings of the HTTP proxy contradict each other, or its credentials file cannot be used.",
            "Correct proxy and proxyCredentialsFile in settings.json; the file holds user and password on two lines and is readable by its owner alone.", 400, 1),
        new(ReplicaManualPending, "Replica waits for its seed", "The group makes first replicas by hand, and the folder that was copied from the production server has not been named yet.",
            "Copy the data to a folder of the backup server and run `holdfast source seed SOURCE FOLDER`.", 409, 1),
        new(PreScriptFailed, "Pre-script failed", "The program that runs before each backup of the group ended with another exit code than 0; nothing was backed up.",
            "Look at its output in the job (`holdfast job show ID`), correct it, and run the job again.", 500, 1),
        new(PostScriptFailed, "Post-script failed", "The program that runs after each backup of the group ended with another exit code than 0; the backup itself is not concerned.",
            "Look at its output in the job (`holdfast job show ID`) and correct it.", 500, 3),
        new(PreScriptTimedOut, "Pre-script took too long", "The program that runs before each backup of the group did not end in time and was ended; nothing was backed up.",
            "Correct it, or allow it more time with `group modify --script-timeout`.", 500, 1),
        new(PostScriptTimedOut, "Post-script took too long", "The program that runs after each backup of the group did not end in time and was ended; the backup itself is not concerned.",
            "Correct it, or allow it more time with `group modify --script-timeout`.", 500, 3),
        new(ScriptNotStarted, "Script not started", "The program of a pre-script or post-script is not there, may not be executed, or is on a server that cannot run scripts from here.",
            "Check the path and its rights on the production server: a script is named by its absolute path and begins with its interpreter's line.", 500, 1),
        new(TooManyOnlinePoints, "Too many online recovery points", "A datasource may have 9,999 recovery points in the vault.",
            "Send points less often or keep fewer (`holdfast group modify`), or delete old ones.", 409, 1),
        new(TooManyOnlineTimes, "Too many online times", "Points are sent to the vault at most twice a day by schedule, at whole minutes.", "Name at most two times.", 400, 2),
        new(OnlineScheduleMismatch, "Online retention and schedule do not fit", "A weekly, monthly, or yearly rule keeps points of days on which none is sent to the vault, or names no days.",
            "Add the days to `--online-schedule`, or choose other days for the rule.", 400, 2),
        new(BadPolicy, "Bad policy", "A value of the protection group's policy is out of its bounds or does not fit the others.", "Correct what the message names; docs/commands.md has the bounds.", 400, 2),
        new(ScheduledTimeOver, "Scheduled time is over", "The backup window closed, or a scheduled consistency check reached its longest duration, while the job ran; it was cancelled.",
            "Nothing to do: what was stored stays, and the next run goes on from there. Widen the window or the duration if it happens often.", 409, 1),
        new(ScriptOutput, "Output of a script", "A pre-script or post-script printed this.", "Nothing to do.", 200, 0),
        new(ProtectionActive, "Protection is active", "Only the data of a datasource whose protection has been stopped can be deleted this way.",
            "Stop its protection first (`holdfast group stop`).", 409, 1),
        new(AutoProtectionFailed, "Automatic protection failed", "A container whose contents join a protection group by themselves could not be read.",
            "Check that the container exists and can be read, or take it out of the policy; the alert resolves itself when it could be read.", 409, 1),
        new(SeedRefused, "Seed refused", "The datasource has a replica already, or the folder cannot be its first one.", "See `holdfast source list`; a consistency check brings an old replica up to date.", 409, 1),
        new(SlaMissed, "Recovery point later than promised", "A member of a protection group has had no recovery point for longer than its group promises.",
            "See why its jobs fail or do not run: `holdfast job list --source SOURCE`, `holdfast group show GROUP`. The alert resolves itself with the next recovery point.", 409, 1),
        new(MemberStale, "Machine not seen for long", "The production server of a member had not been in contact for longer than its group allows. Only in the history of earlier versions: AgentStale (400609) tells it now, once a machine.",
            "Switch it on and connect it, or stop its protection (`holdfast group stop --source`).", 409, 1),
    ];
}
