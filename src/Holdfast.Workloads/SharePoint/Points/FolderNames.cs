using Holdfast.Workloads.SharePoint.Farm;

namespace Holdfast.Workloads.SharePoint.Points;

/// <summary>Gives each database of a farm a folder in the point, and keeps it from point to point.</summary>
internal sealed class FolderNames
{
    private const int LongestName = 80;

    private readonly Dictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="previous">The farm's point before; null for none.</param>
    public FolderNames(FarmState? previous)
    {
        foreach (var part in previous?.Parts ?? [])
        {
            _known[part.Database.Address] = part.Folder;
            _taken.Add(part.Folder);
        }
    }

    public string Of(FarmDatabase database)
    {
        if (_known.TryGetValue(database.Address, out var known)) return known;
        var wanted = $"{FarmDocument.Folder}/{Plain(database.Server)}/{Plain(database.Name)}";
        var free = wanted;
        for (var number = 2; !_taken.Add(free); number++) free = $"{wanted}-{number}";
        return _known[database.Address] = free;
    }

    private static string Plain(string name)
    {
        var plain = new string([.. name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_')]).Trim('.');
        return plain.Length == 0 ? "_" : plain;
    }
}
