namespace Holdfast.Contracts.Bandwidth;

/// <summary>How fast a wire may be fed: one rate in work hours, another outside them (DPM: Set-DPMCloudSubscriptionSetting).</summary>
/// <param name="WorkBytesPerSecond">0: no limit.</param>
/// <param name="OtherBytesPerSecond">0: no limit.</param>
/// <param name="WorkStart">Start of work hours, local time of day.</param>
/// <param name="WorkEnd">End of work hours; before <paramref name="WorkStart"/> it lies on the next day.</param>
public sealed record BandwidthSchedule(
    long WorkBytesPerSecond, long OtherBytesPerSecond, TimeOnly WorkStart, TimeOnly WorkEnd, IReadOnlyCollection<DayOfWeek> WorkDays)
{
    public static BandwidthSchedule Unlimited { get; } = new(0, 0, new TimeOnly(9, 0), new TimeOnly(18, 0), []);

    public bool IsUnlimited => WorkBytesPerSecond == 0 && OtherBytesPerSecond == 0;

    /// <summary>Bytes a second allowed at a local time; 0 for no limit.</summary>
    public long RateAt(DateTimeOffset local)
    {
        var time = TimeOnly.FromDateTime(local.DateTime);
        var inHours = time.IsBetween(WorkStart, WorkEnd);
        // Hours that cross midnight belong to the day on which they began.
        var day = WorkEnd < WorkStart && time < WorkEnd ? local.AddDays(-1).DayOfWeek : local.DayOfWeek;
        return inHours && WorkDays.Contains(day) ? WorkBytesPerSecond : OtherBytesPerSecond;
    }
}
