namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>A moment in five bytes, from the highest bit: 14 bits of year, 4 of month, 5 of day, 5 of hour, 6 of minute, 6 of second. By the server's clock.</summary>
internal static class MediaDate
{
    public const int Length = 5;

    /// <summary>Null where the bytes are no moment.</summary>
    public static DateTime? Read(ReadOnlySpan<byte> bytes)
    {
        var bits = ((ulong)bytes[0] << 32) | ((ulong)bytes[1] << 24) | ((ulong)bytes[2] << 16) | ((ulong)bytes[3] << 8) | bytes[4];
        var year = (int)(bits >> 26);
        var month = (int)((bits >> 22) & 15);
        var day = (int)((bits >> 17) & 31);
        var hour = (int)((bits >> 12) & 31);
        var minute = (int)((bits >> 6) & 63);
        var second = (int)(bits & 63);
        var valid = year is >= 1990 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
        return valid ? new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified) : null;
    }
}
