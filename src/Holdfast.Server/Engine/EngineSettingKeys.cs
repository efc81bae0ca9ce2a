using Holdfast.Server.Configuration;

namespace Holdfast.Server.Engine;

/// <summary>The engine's keys of settings.json. <see cref="EngineSettings"/> is how the engine sees them.</summary>
public static class EngineSettingKeys
{
    private static readonly string[] mondayToFriday = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

    public static WholeSetting PoolSoftDeleteHours { get; } =
        new("poolSoftDeleteHours", 24, 0, 8760, "hours", "how long data of deleted points stays in the pool");

    public static WholeSetting SmallestDiskMiB { get; } = new("smallestDiskMiB", 256, 16, 1_048_576, "MiB", "a smaller pool disk is refused");

    /// <summary>The default is what docs/performance.md was measured with.</summary>
    public static WholeSetting CompressionLevel { get; } = new("compressionLevel", null, -7, 19, "zstd level", "higher is smaller and slower", "3");

    public static WholeSetting Workers { get; } =
        new("workers", null, 1, 64, "threads", "threads that cut, compress, seal, and read", "number of processors, 2 to 16");

    public static WholeSetting WorkMbps { get; } =
        new("workMbps", 0, 0, 10_000, "megabits a second", "upload to the vault in work hours; 0 is no limit");

    public static WholeSetting NonWorkMbps { get; } = new("nonWorkMbps", 0, 0, 10_000, "megabits a second", "the same outside work hours");

    public static WholeSetting WorkStartHour { get; } = new("workStartHour", 9, 0, 23, "hour, local time", "work hours begin");

    public static WholeSetting WorkEndHour { get; } =
        new("workEndHour", 18, 0, 23, "hour, local time", "work hours end; before the start: they cross midnight");

    public static ListSetting WorkDays { get; } = new(
        "workDays", mondayToFriday, "English names of days", "Monday to Friday", "days that have work hours, such as `[\"Monday\", \"Saturday\"]`",
        name => TryDay(name, out _) ? null : $"must hold English names of days; '{name}' is none.");

    public static IReadOnlyList<Setting> All { get; } =
    [
        PoolSoftDeleteHours, SmallestDiskMiB, CompressionLevel, Workers, WorkMbps, NonWorkMbps, WorkStartHour, WorkEndHour, WorkDays,
    ];

    internal static DayOfWeek Day(string name) => TryDay(name, out var day) ? day : throw new ArgumentException($"'{name}' is no day.", nameof(name));

    private static bool TryDay(string name, out DayOfWeek day) =>
        Enum.TryParse(name, ignoreCase: true, out day) && char.IsLetter(name[0]) && Enum.IsDefined(day);
}
