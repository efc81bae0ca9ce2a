using System.Globalization;

namespace Holdfast.Workloads.SqlServer.Statements;

/// <summary>Names and literals as Transact-SQL reads them, whatever is in them.</summary>
internal static class SqlText
{
    /// <summary>An identifier in brackets.</summary>
    public static string Name(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    /// <summary>A Unicode string literal.</summary>
    public static string Literal(string text) => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A moment as STOPAT reads it under every language setting: the server's local time, to the step of datetime below it.</summary>
    public static string LocalTime(DateTimeOffset time, TimeSpan serverOffset)
    {
        var local = time.ToOffset(serverOffset);
        // datetime has 300 steps a second and rounds; a value that it can hold stays what it is and never runs ahead.
        var steps = local.Ticks % TimeSpan.TicksPerSecond * 300 / TimeSpan.TicksPerSecond;
        var milliseconds = (steps / 3 * 10) + (steps % 3) switch { 0 => 0, 1 => 3, _ => 7 };
        return Literal($"{local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)}.{milliseconds:D3}");
    }
}
