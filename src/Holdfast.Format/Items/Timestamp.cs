namespace Holdfast.Format.Items;

/// <summary>A point in time as file systems keep it: seconds since 1970-01-01 UTC (may be negative) and nanoseconds 0…999,999,999.</summary>
public readonly record struct Timestamp(long Seconds, uint Nanoseconds) : IComparable<Timestamp>
{
    public int CompareTo(Timestamp other)
    {
        var order = Seconds.CompareTo(other.Seconds);
        return order == 0 ? Nanoseconds.CompareTo(other.Nanoseconds) : order;
    }

    public static Timestamp From(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        if (rest < 0)
        {
            seconds--;
            rest += TimeSpan.TicksPerSecond;
        }
        return new Timestamp(seconds, (uint)(rest * 100));
    }

    /// <summary>Rounded down to 100 ns and clamped to what <see cref="DateTimeOffset"/> can hold.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        const long min = -62_135_596_800, max = 253_402_300_799;
        return DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(Seconds, min, max)).AddTicks(Nanoseconds / 100);
    }
}
