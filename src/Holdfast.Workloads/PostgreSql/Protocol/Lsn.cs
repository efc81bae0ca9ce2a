using Holdfast.Format;
using System.Globalization;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>A position in the log of a PostgreSQL cluster, in bytes; written as PostgreSQL does: two hexadecimal halves, such as 0/16B3748.</summary>
internal readonly record struct Lsn(ulong Value) : IComparable<Lsn>
{
    public static Lsn Parse(string text) => TryParse(text, out var lsn) ? lsn : throw new MalformedDataException($"“{text}” is no position in a PostgreSQL log.");

    public static bool TryParse(string text, out Lsn lsn)
    {
        lsn = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash is < 1 or > 8 || text.Length - slash is < 2 or > 9
            || !uint.TryParse(text.AsSpan(0, slash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !uint.TryParse(text.AsSpan(slash + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)) return false;
        lsn = new Lsn(((ulong)high << 32) | low);
        return true;
    }

    public static bool operator <(Lsn left, Lsn right) => left.Value < right.Value;

    public static bool operator >(Lsn left, Lsn right) => left.Value > right.Value;

    public static bool operator <=(Lsn left, Lsn right) => left.Value <= right.Value;

    public static bool operator >=(Lsn left, Lsn right) => left.Value >= right.Value;

    public int CompareTo(Lsn other) => Value.CompareTo(other.Value);

    public Lsn Add(long bytes) => new(Value + checked((ulong)bytes));

    /// <summary>Where the segment begins that holds this position.</summary>
    public Lsn SegmentStart(int segmentSize) => new(Value - (Value % (ulong)segmentSize));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value >> 32:X}/{unchecked((uint)Value):X}");
}
