namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>A moment as the engine writes it, to the millisecond.</summary>
/// <param name="Bits">Its eight bytes as they stand: moments are compared by them.</param>
public readonly record struct EseTime(ulong Bits)
{
    private const int IsUtc = 1;

    /// <summary>Null where it is not set, is no moment of any calendar, or is in the local time of a computer that is not known, as old versions wrote it.</summary>
    public DateTimeOffset? Moment
    {
        get
        {
            var (second, minute, hour, day, month, year) = (Byte(0), Byte(1), Byte(2), Byte(3), Byte(4), 1900 + Byte(5));
            if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59 || (Byte(6) & IsUtc) == 0) return null;
            var millisecond = (Byte(6) >> 1) | (((Byte(7) >> 1) & 7) << 7);
            return new DateTimeOffset(year, month, day, hour, minute, second, Math.Min(millisecond, 999), TimeSpan.Zero);
        }
    }

    private int Byte(int place) => (int)((Bits >> (8 * place)) & 0xFF);
}
