using System.Globalization;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>Names of what a point of a database holds: full/, differential/, log/.</summary>
internal static class SqlItems
{
    public static IReadOnlyList<string> Data(BackupSetKind kind, DateTimeOffset now, int stripes)
    {
        var folder = kind == BackupSetKind.Full ? "full" : "differential";
        return [.. Enumerable.Range(1, stripes).Select(stripe => $"{folder}/{Stamp(now)}-{stripe}.bak")];
    }

    public static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A log after those that the chain has; its number and where it ends.</summary>
    public static string Log(IEnumerable<BackupSet> chain, BackupSet log)
    {
        var last = chain.SelectMany(set => set.Items).Select(Number).DefaultIfEmpty(0).Max();
        return $"log/{(last + 1).ToString("D4", CultureInfo.InvariantCulture)}-{log.Last}.trn";
    }

    public static Item File(string path, DateTimeOffset time, long size = 0)
    {
        var (parent, name) = ItemPath.Split(Encoding.UTF8.GetBytes(path));
        return new Item { Parent = parent, Name = name, Kind = ItemKind.File, Mode = 0b110_000_000, Size = size, Modified = Timestamp.From(time) };
    }

    private static int Number(string path) =>
        path.StartsWith("log/", StringComparison.Ordinal) && path.IndexOf('-') is > 4 and var dash && int.TryParse(path.AsSpan(4, dash - 4), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
