using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Engine;

/// <summary>What the engine takes from the settings. Keys, units, and bounds: <see cref="EngineSettingKeys"/>.</summary>
/// <param name="CompressionLevel">Null: the default policy's.</param>
public sealed record EngineSettings(int PoolSoftDeleteHours, int SmallestDiskMiB, int? CompressionLevel, int WorkerCount, BandwidthSchedule Bandwidth)
{
    /// <summary>Reads a settings file now.</summary>
    /// <exception cref="HoldfastException">Not JSON, an unknown key, or a value out of its bounds: all of them named at once.</exception>
    public static EngineSettings Load(string path) => From(Settings.Load(path, AllSettings.Keys));

    public static EngineSettings From(Settings settings) => new(
        Number(settings, EngineSettingKeys.PoolSoftDeleteHours),
        Number(settings, EngineSettingKeys.SmallestDiskMiB),
        settings.Get(EngineSettingKeys.CompressionLevel),
        settings.Get(EngineSettingKeys.Workers) ?? Math.Clamp(Environment.ProcessorCount, 2, 16),
        new BandwidthSchedule(
            Number(settings, EngineSettingKeys.WorkMbps) * 125_000L, Number(settings, EngineSettingKeys.NonWorkMbps) * 125_000L,
            new TimeOnly(Number(settings, EngineSettingKeys.WorkStartHour), 0), new TimeOnly(Number(settings, EngineSettingKeys.WorkEndHour), 0),
            [.. settings.Get(EngineSettingKeys.WorkDays).Select(EngineSettingKeys.Day)]));

    private static int Number(Settings settings, WholeSetting setting) => settings.Get(setting)!.Value;
}
