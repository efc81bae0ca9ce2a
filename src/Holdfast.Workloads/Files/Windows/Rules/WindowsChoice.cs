namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>What is taken of a tree of Windows, as people chose it by a datasource's options.</summary>
public sealed record WindowsChoice
{
    public const string UserFoldersOption = "userFolders", FoldersOption = "folders", NotToBackupOption = "filesNotToBackup";

    private const string AllUserFolders = "all", Keep = "keep", LeaveOut = "leaveOut";
    private const char BetweenFolders = ';';

    public static WindowsChoice Everything { get; } = new();

    /// <summary>Well-known folders of all people of the computer. With <see cref="Folders"/>: nothing but these and those; both empty: everything.</summary>
    public IReadOnlyList<UserFolder> UserFolders { get; private init; } = [];

    /// <summary>Full paths.</summary>
    public IReadOnlyList<string> Folders { get; private init; } = [];

    /// <summary>Also what the registry asks backup programs to leave out.</summary>
    public bool TakesNotToBackup { get; private init; }

    public bool IsEverything => UserFolders.Count == 0 && Folders.Count == 0 && !TakesNotToBackup;

    /// <summary>Reads the options of a datasource of files.</summary>
    /// <exception cref="FormatException">There is no such option, or it has no such value.</exception>
    public static WindowsChoice Read(IReadOnlyDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var choice = Everything;
        foreach (var (name, value) in options)
        {
            choice = name switch
            {
                UserFoldersOption => choice with { UserFolders = ReadUserFolders(value) },
                FoldersOption => choice with { Folders = ReadFolders(value) },
                NotToBackupOption => choice with { TakesNotToBackup = value == Keep || (value == LeaveOut ? false : throw new FormatException($"{name} is {LeaveOut} or {Keep}, not '{value}'.")) },
                _ => throw new FormatException($"Files have no option '{name}'; those of Windows have {UserFoldersOption}, {FoldersOption}, and {NotToBackupOption}."),
            };
        }
        return choice;
    }

    private static UserFolder[] ReadUserFolders(string value)
    {
        if (value == AllUserFolders) return Enum.GetValues<UserFolder>();
        return [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.TryParse<UserFolder>(name, ignoreCase: true, out var folder) && Enum.IsDefined(folder) && !char.IsAsciiDigit(name[0])
            ? folder : throw new FormatException($"'{name}' is none of the folders that every user has: {string.Join(", ", Enum.GetNames<UserFolder>())}, or {AllUserFolders}."))];
    }

    private static string[] ReadFolders(string value)
    {
        var folders = value.Split(BetweenFolders, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(folders, folder => folder.Length < 3 || !char.IsAsciiLetter(folder[0]) || folder[1] != ':' || folder[2] != '\\') is { } wrong
            ? throw new FormatException($"'{wrong}' is no full path of Windows, such as C:\\Data.") : folders;
    }
}
