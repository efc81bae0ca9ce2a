using System.Text.Json.Serialization;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What is taken of a member that is a tree of Windows, as it is chosen.</summary>
public sealed class FileChoice
{
    private const string UserFoldersName = "userFolders", FoldersName = "folders", NotToBackupName = "filesNotToBackup", Keep = "keep", AllUserFolders = "all";
    private const char BetweenFolders = ';';

    /// <summary>As the option has it: "all", or names; null: not asked for.</summary>
    public string? UserFolders { get; set; }

    /// <summary>Full paths; none and no folders of users: everything is taken.</summary>
    public List<string> Folders { get; init; } = [];

    /// <summary>Also what Windows asks backup programs to leave out.</summary>
    public bool TakesNotToBackup { get; set; }

    [JsonIgnore]
    public bool HasUserFolders
    {
        get => UserFolders is not null;
        set => UserFolders = value ? UserFolders ?? AllUserFolders : null;
    }

    internal static FileChoice Of(IReadOnlyDictionary<string, string>? options) => options is null ? new FileChoice() : new FileChoice
    {
        UserFolders = options.GetValueOrDefault(UserFoldersName),
        Folders = [.. (options.GetValueOrDefault(FoldersName) ?? "").Split(BetweenFolders, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        TakesNotToBackup = options.GetValueOrDefault(NotToBackupName) == Keep,
    };

    /// <summary>As options of the datasource.</summary>
    internal SortedDictionary<string, string> Options()
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (UserFolders is { } names) options[UserFoldersName] = names;
        if (Folders.Count > 0) options[FoldersName] = string.Join(BetweenFolders, Folders);
        if (TakesNotToBackup) options[NotToBackupName] = Keep;
        return options;
    }
}
