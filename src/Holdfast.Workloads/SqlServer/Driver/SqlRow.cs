using System.Globalization;

namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>One row of an answer; what is not there or NULL reads as nothing.</summary>
internal sealed class SqlRow(IReadOnlyDictionary<string, object?> values)
{
    public string? Text(string column) => values.GetValueOrDefault(column) switch { null => null, string text => text, var other => Convert.ToString(other, CultureInfo.InvariantCulture) };

    public int Int(string column) => (int)Long(column);

    public long Long(string column) => values.GetValueOrDefault(column) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;

    public bool Bool(string column) => values.GetValueOrDefault(column) is { } value && Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0;

    public bool IsNull(string column) => values.GetValueOrDefault(column) is null;

    public Guid Id(string column) => values.GetValueOrDefault(column) switch { Guid id => id, string text when Guid.TryParse(text, out var id) => id, _ => Guid.Empty };

    /// <summary>Null where there is none.</summary>
    public Lsn? Lsn(string column) => SqlServer.Lsn.TryParse(Text(column), out var lsn) ? lsn : null;

    /// <summary>A time of the server's clock, with its offset from UTC in minutes.</summary>
    public DateTimeOffset Time(string column, int offsetMinutes) =>
        values.GetValueOrDefault(column) is DateTime time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), TimeSpan.FromMinutes(offsetMinutes)) : default;

    /// <summary>Bytes in hexadecimal; null where there are none.</summary>
    public string? Hex(string column) => values.GetValueOrDefault(column) is byte[] bytes ? Convert.ToHexString(bytes) : null;
}
