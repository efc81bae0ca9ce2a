using Holdfast.Protection.Jobs;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Jobs;

/// <summary>The job queue's keys of settings.json.</summary>
public static class JobSettings
{
    public static WholeSetting MaxJobs { get; } = new("maxJobs", 4, 1, 256, "jobs", "run at a time");

    public static WholeSetting MaxJobsPerServer { get; } = new("maxJobsPerServer", 2, 1, 256, "jobs", "run at a time on one production server");

    public static WholeSetting MaxOnlineJobs { get; } = new("maxOnlineJobs", 2, 1, 256, "jobs", "work with the vault at a time, recoveries not counted");

    public static WholeSetting MaxPoolJobs { get; } = new("maxPoolJobs", 4, 1, 256, "jobs", "write to the storage pool at a time");

    /// <summary>The default is how long DPM keeps its job history.</summary>
    public static WholeSetting HistoryDays { get; } = new("historyDays", 33, 7, 3650, "days", "how long ended jobs and resolved alerts are kept");

    public static IReadOnlyList<Setting> All { get; } = [MaxJobs, MaxJobsPerServer, MaxOnlineJobs, MaxPoolJobs, HistoryDays];

    internal static JobLimits Limits(Settings settings) =>
        new(settings.Get(MaxJobs)!.Value, settings.Get(MaxJobsPerServer)!.Value, settings.Get(MaxOnlineJobs)!.Value, settings.Get(MaxPoolJobs)!.Value);

    internal static TimeSpan History(Settings settings) => TimeSpan.FromDays(settings.Get(HistoryDays)!.Value);
}
