namespace Holdfast.Contracts.Bandwidth;

/// <summary>How fast a wire may be fed: one rate in work hours, another outside them (DPM: Set-DPMCloudSubscriptionSetting).</summary>
/// <param name="WorkBytesPerSecond">0: no limit.</param>
/// <param name="OtherBytesPerSecond">0: no limit.</param>
/// <param name="WorkStart">Start of work hours, local time of day.</param>
/// <param name="WorkEnd">End of work hours; before <paramref name="WorkStart"/> it lies on the next day.</param>
public sealed record BandwidthSchedule(
    long WorkBytesPerSecond, long OtherBytesPerSecond, TimeOnly WorkStart, TimeOnly WorkEnd, IReadOnlyCollection<DayOfWeek> WorkDays)
{
    /// <summary>Hours of a week.</summary>
    public const int WeekHours = 7 * 24;

    /// <summary>Bytes a second for each hour of the week, Monday 0:00 first, 0 for no limit; it goes before all else. Null: there is none.</summary>
    public IReadOnlyList<long>? Week { get; init; }

    public static BandwidthSchedule Unlimited { get; } = new(0, 0, new TimeOnly(9, 0), new TimeOnly(18, 0), []);

    public bool IsUnlimited => Week is null ? WorkBytesPerSecond == 0 && OtherBytesPerSecond == 0 : Week.All(rate => rate == 0);

    /// <summary>Bytes a second allowed at a local time; 0 for no limit.</summary>
    public long RateAt(DateTimeOffset local)
    {
        if (Week is not null) return Week[(((int)local.DayOfWeek + 6) % 7 * 24) + local.Hour];
        var time = TimeOnly.FromDateTime(local.DateTime);
        var inHours = time.IsBetween(WorkStart, WorkEnd);
        // Hours that cross midnight belong to the day on which they began.
        var day = WorkEnd < WorkStart && time < WorkEnd ? local.AddDays(-1).DayOfWeek : local.DayOfWeek;
        return inHours && WorkDays.Contains(day) ? WorkBytesPerSecond : OtherBytesPerSecond;
    }
}
