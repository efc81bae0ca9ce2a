using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SystemState.Points;

/// <summary>How files of Windows lie in a point: by their paths, drives and volumes as folders. Writers name one folder in several spellings; the first one counts, so that the point has it once.</summary>
internal sealed class FilePlaces
{
    public const string Files = "files";

    private const string Verbatim = @"\\?\";
    private const int Longest = 4096;

    private readonly Dictionary<string, string> _folders = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: a point cannot hold a file of that path.</exception>
    public string ItemOf(string path)
    {
        var rest = path.StartsWith(Verbatim, StringComparison.Ordinal) ? path[Verbatim.Length..] : path;
        if (rest.Length > 2 && rest[1] == ':') rest = char.ToUpperInvariant(rest[0]) + rest[2..];
        var parts = rest.Split('\\', StringSplitOptions.RemoveEmptyEntries);
        var folder = Files;
        foreach (var part in parts[..^1]) folder = Spelled($"{folder}/{part}");
        var item = $"{folder}/{parts[^1]}";
        return item.Length < Longest && !item.Any(char.IsSurrogate) && ItemPath.IsPath(Encoding.UTF8.GetBytes(item)) ? item
            : throw new WorkloadException(WorkloadFault.NotPossible, $"{path}, a file of the system state, has a name that a recovery point cannot hold.", "Rename or remove it.");
    }

    private string Spelled(string folder)
    {
        if (_folders.TryGetValue(folder, out var first)) return first;
        return _folders[folder] = folder;
    }
}
