using System.Globalization;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>A file that consists of data pages.</summary>
/// <param name="Segment">Number of its part: relations are split into files of 1 GiB.</param>
internal readonly record struct RelationFile(uint Segment)
{
    /// <summary>Pages in a part: 1 GiB of 8 KiB, as every server is built that is distributed.</summary>
    public const uint PagesPerSegment = 131072;

    /// <param name="directory">Path of the file's directory below the cluster: base/5, global, pg_tblspc/16384/PG_17_202406281/5.</param>
    public static bool TryParse(string directory, string name, out RelationFile file)
    {
        file = default;
        if (!HoldsRelations(directory)) return false;
        var digits = name.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) return true;
        if (digits == 0) return false;
        var rest = name[digits..];
        foreach (var fork in (ReadOnlySpan<string>)["_fsm", "_vm", "_init"])
            if (rest.StartsWith(fork, StringComparison.Ordinal))
            {
                rest = rest[fork.Length..];
                break;
            }
        if (rest.Length == 0) return true;
        if (rest[0] != '.' || !uint.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var segment) || segment > uint.MaxValue / PagesPerSegment) return false;
        file = new RelationFile(segment);
        return true;
    }

    private static bool HoldsRelations(string directory)
    {
        var parts = directory.Split('/');
        return parts is ["global"] or ["base", _] || parts is ["pg_tblspc", _, var catalog, _] && catalog.StartsWith("PG_", StringComparison.Ordinal);
    }
}
