using Holdfast.Contracts.Api.Vaults;

namespace Holdfast.Console.Pages.Vault;

/// <summary>A week of hours that is being painted: megabits a second, or null for no limit.</summary>
internal sealed class BandwidthWeek
{
    internal const int Days = 7, Hours = 24, Fastest = 10_000;
    private readonly int?[,] speeds = new int?[Days, Hours];

    internal BandwidthWeek(VaultBandwidth bandwidth)
    {
        for (var day = 0; day < Days; day++)
        {
            for (var hour = 0; hour < Hours; hour++) speeds[day, hour] = bandwidth.Hours[day][hour];
        }
    }

    internal int? this[int day, int hour] => speeds[day, hour];

    /// <summary>Something was painted since it was read or saved.</summary>
    internal bool IsChanged { get; private set; }

    /// <summary>Ignores hours that there are not: they come from a browser.</summary>
    internal void Paint(int day, int hour, int? speed)
    {
        if (day is < 0 or >= Days || hour is < 0 or >= Hours) return;
        IsChanged |= speeds[day, hour] != speed;
        speeds[day, hour] = speed;
    }

    internal void PaintDay(int day, int? speed)
    {
        for (var hour = 0; hour < Hours; hour++) Paint(day, hour, speed);
    }

    internal void PaintHour(int hour, int? speed)
    {
        for (var day = 0; day < Days; day++) Paint(day, hour, speed);
    }

    internal VaultBandwidth Bandwidth() => new([.. Enumerable.Range(0, Days).Select(day => (IReadOnlyList<int?>)[.. Enumerable.Range(0, Hours).Select(hour => speeds[day, hour])])]);
}
