namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Gives the files of a database that is restored under another name, at another instance, or into another folder paths that no other file has.</summary>
internal static class FileRelocation
{
    private const int LongestStem = 100;
    private const string Refused = "<>:\"/\\|?*";

    /// <param name="files">Of the newest set of data that is restored.</param>
    /// <param name="source">The database's name when it was backed up.</param>
    /// <param name="name">Its name now.</param>
    /// <param name="dataFolder">For data files, in the notation of the target's system.</param>
    /// <param name="logFolder">For log files.</param>
    /// <param name="taken">Paths of files that other databases of the instance have.</param>
    public static IReadOnlyList<FileMove> Plan(
        IReadOnlyList<DatabaseFile> files, string source, string name, string dataFolder, string logFolder, IEnumerable<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var moves = new List<FileMove>(files.Count);
        foreach (var file in files)
        {
            var folder = file.Type == 'L' ? logFolder : dataFolder;
            var separator = IsWindows(folder) ? '\\' : '/';
            var (stem, extension) = Split(FileName(file.PhysicalName));
            stem = Renamed(stem, source, name);
            var path = Join(folder, separator, stem + extension);
            for (var number = 2; !used.Add(path); number++) path = Join(folder, separator, $"{stem}_{number}{extension}");
            moves.Add(new FileMove(file.LogicalName, path));
        }
        return moves;
    }

    private static string Renamed(string stem, string source, string name)
    {
        var plain = string.Concat(name.Select(letter => Refused.Contains(letter) || char.IsControl(letter) ? '_' : letter));
        var renamed = string.Equals(source, name, StringComparison.OrdinalIgnoreCase) ? stem
            : stem.StartsWith(source, StringComparison.OrdinalIgnoreCase) ? plain + stem[source.Length..]
            : $"{plain}_{stem}";
        return renamed.Length <= LongestStem ? renamed : renamed[..LongestStem];
    }

    private static bool IsWindows(string folder) => folder.Contains('\\') || (folder.Length > 1 && folder[1] == ':');

    private static string FileName(string path) => path[(path.LastIndexOfAny(['\\', '/']) + 1)..];

    private static (string Stem, string Extension) Split(string name) => name.LastIndexOf('.') is > 0 and var dot ? (name[..dot], name[dot..]) : (name, "");

    private static string Join(string folder, char separator, string file) => folder.TrimEnd('\\', '/') + separator + file;
}
