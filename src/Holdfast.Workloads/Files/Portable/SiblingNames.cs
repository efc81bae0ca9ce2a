namespace Holdfast.Workloads.Files.Portable;

/// <summary>
/// Tells under which name exactly something stands in a directory whose names ignore case. Holds the names of the directory that was asked about last, as far as
/// it had them then and this run added to them.
/// </summary>
internal sealed class SiblingNames
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
    private string? directory;

    /// <summary>False where what stands under this name is spelled differently: then it is something else.</summary>
    public bool IsSpelledSo(string place, string name)
    {
        lock (gate)
        {
            if (directory != place)
            {
                names.Clear();
                directory = place;
                foreach (var path in Directory.EnumerateFileSystemEntries(place, "*", new EnumerationOptions { AttributesToSkip = 0 })) Note(Path.GetFileName(path));
            }
            return !names.TryGetValue(name, out var actual) || actual == name;
        }
    }

    public void Added(string place, string name)
    {
        lock (gate)
        {
            if (directory == place) Note(name);
        }
    }

    private void Note(string name) => names[name] = names.TryGetValue(name, out var earlier) ? earlier : name;
}
