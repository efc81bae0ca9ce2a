using System.Globalization;
using System.Text;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>What a timeline's history file says of the timelines that it comes from: a line each with number and end, other lines are remarks.</summary>
internal static class TimelineHistory
{
    /// <summary>Where a timeline was left; null where it is not among the ancestors.</summary>
    public static Lsn? EndOf(ReadOnlySpan<byte> history, uint timeline)
    {
        foreach (var line in Encoding.UTF8.GetString(history).Split('\n'))
            if (line.Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries) is [var number, var end, ..]
                && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var found) && found == timeline && Lsn.TryParse(end, out var position)) return position;
        return null;
    }
}
