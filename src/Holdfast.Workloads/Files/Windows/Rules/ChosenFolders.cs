namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>Which folders of a tree are wanted: what lies in them, and the folders on the way to them, bare.</summary>
public sealed class ChosenFolders
{
    private readonly string[]? _included;

    /// <param name="included">Full paths; none: nothing is wanted.</param>
    public ChosenFolders(IEnumerable<string> included) => _included = [.. included.Select(path => path.TrimEnd('\\')).Order(StringComparer.OrdinalIgnoreCase)];

    private ChosenFolders() => _included = null;

    /// <summary>Everything is wanted.</summary>
    public static ChosenFolders All { get; } = new();

    /// <summary>What two instances that admit the same have in common.</summary>
    public IEnumerable<string> Words => _included ?? ["*"];

    /// <summary>Whether an object is kept.</summary>
    /// <param name="path">Full.</param>
    public bool Admits(string path, bool isFolder) =>
        _included is null || Array.Exists(_included, folder => IsAtOrBeneath(path, folder) || (isFolder && IsAtOrBeneath(folder, path.TrimEnd('\\'))));

    private static bool IsAtOrBeneath(string path, string folder) =>
        path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] == '\\');
}
