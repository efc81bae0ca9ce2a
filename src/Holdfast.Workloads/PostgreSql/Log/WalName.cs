using System.Globalization;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>A segment of the log as its file's name says it: 8 digits each of the timeline and of the two halves of its number.</summary>
/// <param name="Number">Counted from the log's beginning in segments.</param>
internal readonly record struct WalName(uint Timeline, ulong Number)
{
    private const int Length = 24;

    public static WalName At(uint timeline, Lsn position, int segmentSize) => new(timeline, position.Value / (ulong)segmentSize);

    public static bool TryParse(string name, int segmentSize, out WalName segment)
    {
        segment = default;
        if (name.Length != Length || name.AsSpan().ContainsAnyExcept("0123456789ABCDEF")) return false;
        var high = uint.Parse(name.AsSpan(8, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var low = uint.Parse(name.AsSpan(16, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var perHalf = (1UL << 32) / (ulong)segmentSize;
        if (low >= perHalf) return false;
        segment = new WalName(uint.Parse(name.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), (high * perHalf) + low);
        return true;
    }

    public static string History(uint timeline) => timeline.ToString("X8", CultureInfo.InvariantCulture) + ".history";

    public Lsn Start(int segmentSize) => new(Number * (ulong)segmentSize);

    public string Text(int segmentSize)
    {
        var perHalf = (1UL << 32) / (ulong)segmentSize;
        return string.Create(CultureInfo.InvariantCulture, $"{Timeline:X8}{Number / perHalf:X8}{Number % perHalf:X8}");
    }
}
