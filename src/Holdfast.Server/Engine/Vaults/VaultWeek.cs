using System.Text.Json;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>The grid of a week by which this server sends to its vault: a file of its own, in place of the values of the settings.</summary>
internal static class VaultWeek
{
    internal const int LargestRate = 10_000;
    private const int Largest = 64 << 10;
    private const long BytesInMegabit = 125_000;

    /// <summary>What holds now: the grid, or else what the settings say.</summary>
    /// <exception cref="HoldfastException">The file or the settings cannot be used.</exception>
    internal static BandwidthSchedule Load(EngineOptions options)
    {
        if (!File.Exists(options.Bandwidth)) return EngineSettings.Load(options.Settings).Bandwidth;
        try
        {
            var week = JsonSerializer.Deserialize(DurableFile.ReadAll(options.Bandwidth, Largest), VaultsJson.Default.VaultBandwidth)
                ?? throw new HoldfastException(ErrorCode.BandwidthRefused, $"'{options.Bandwidth}' is empty.");
            return BandwidthSchedule.Unlimited with { Week = Checked(week.Hours) };
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException or DurabilityException)
        {
            throw new HoldfastException(ErrorCode.BandwidthRefused, $"'{options.Bandwidth}' cannot be read: {failure.Message}", "Run: holdfast vault bandwidth --reset", failure);
        }
    }

    /// <param name="hours">Null: the settings hold again.</param>
    internal static void Save(EngineOptions options, IReadOnlyList<IReadOnlyList<int?>>? hours)
    {
        if (hours is null)
        {
            if (File.Exists(options.Bandwidth)) DurableFile.Remove(options.Bandwidth);
            return;
        }
        Checked(hours);
        DurableFile.WriteAtomically(options.Bandwidth, JsonSerializer.SerializeToUtf8Bytes(new VaultBandwidth(hours), VaultsJson.Default.VaultBandwidth));
    }

    /// <summary>Any schedule as a grid: the rates at the begin of each hour of a week.</summary>
    internal static IReadOnlyList<IReadOnlyList<int?>> Hours(BandwidthSchedule schedule)
    {
        // A Monday; the offset does not matter, as the schedule goes by local times.
        var monday = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return [.. Enumerable.Range(0, 7).Select(day => (IReadOnlyList<int?>)[.. Enumerable.Range(0, 24).Select(hour => Rate(schedule.RateAt(monday.AddHours((day * 24) + hour))))])];
    }

    private static int? Rate(long bytes) => bytes == 0 ? null : checked((int)(bytes / BytesInMegabit));

    private static IReadOnlyList<long> Checked(IReadOnlyList<IReadOnlyList<int?>> hours)
    {
        if (hours.Count != 7 || hours.Any(day => day is not { Count: 24 })) throw new HoldfastException(ErrorCode.BandwidthRefused, "A week is seven days of 24 hours.");
        if (hours.Any(day => day.Any(rate => rate is < 1 or > LargestRate))) throw new HoldfastException(ErrorCode.BandwidthRefused, $"A rate is 1 to {LargestRate} megabits a second, or null for no limit.");
        return [.. hours.SelectMany(day => day).Select(rate => (rate ?? 0) * BytesInMegabit)];
    }
}
