using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>What Windows and its applications ask backup programs to leave out: HKLM\SYSTEM\CurrentControlSet\Control\BackupRestore\FilesNotToBackup. Each value is a list of strings.</summary>
public sealed class NotToBackup
{
    /// <summary>Where the registry has it, beneath HKEY_LOCAL_MACHINE.</summary>
    public const string Key = @"SYSTEM\CurrentControlSet\Control\BackupRestore\FilesNotToBackup";

    private const int Most = 4096;
    private readonly NotToBackupPattern[] _patterns;

    /// <param name="strings">Of all values. A string that means nothing here is left out.</param>
    /// <param name="environment">Variables, in which the strings are written.</param>
    /// <param name="profiles">Folders of all users.</param>
    public NotToBackup(IEnumerable<string> strings, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> profiles)
    {
        var paths = new WindowsPaths(environment);
        _patterns = [.. strings.Take(Most).SelectMany(text => NotToBackupPattern.Read(text, paths, profiles)).Distinct().Take(Most)];
    }

    public static NotToBackup Nothing { get; } = new([], new Dictionary<string, string>(), []);

    /// <summary>What two instances that name the same have in common.</summary>
    public IEnumerable<string> Words => _patterns.Select(pattern => pattern.ToString());

    /// <param name="path">Full, of a file or a folder. What lies in a folder that is left out is left out too: do not enter it.</param>
    public bool Names(string path) => Array.Exists(_patterns, pattern => pattern.Names(path));
}
