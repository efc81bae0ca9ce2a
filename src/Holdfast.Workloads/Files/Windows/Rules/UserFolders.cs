using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>Finds the well-known folders of all users of a computer, wherever they have moved them.</summary>
public static class UserFolders
{
    private const string People = "S-1-5-21-", Cloud = "S-1-12-1-";

    /// <summary>Name in "User Shell Folders" and usual place in the profile. Source: the constants of KNOWNFOLDERID and what they replaced.</summary>
    private static readonly Dictionary<UserFolder, (string Value, string Usual)> _known = new()
    {
        [UserFolder.Desktop] = ("Desktop", "Desktop"),
        [UserFolder.Documents] = ("Personal", "Documents"),
        [UserFolder.Pictures] = ("My Pictures", "Pictures"),
        [UserFolder.Music] = ("My Music", "Music"),
        [UserFolder.Videos] = ("My Video", "Videos"),
        [UserFolder.Downloads] = ("{374DE290-123F-4565-9164-39C4925E467B}", "Downloads"),
        [UserFolder.Favorites] = ("Favorites", "Favorites"),
        [UserFolder.Contacts] = ("{56784854-C6CB-462B-8169-88E350ACB882}", "Contacts"),
        [UserFolder.Links] = ("{BFB9D5E0-C6A9-404C-B2B2-AE6DB6AF4968}", "Links"),
        [UserFolder.Searches] = ("{7D1D3A04-DEBB-4115-95CF-2F29DA2920DA}", "Searches"),
        [UserFolder.SavedGames] = ("{4C5C32FF-BB9D-43B0-B5B4-2D72E54EAAA4}", "Saved Games"),
        [UserFolder.Roaming] = ("AppData", @"AppData\Roaming"),
        [UserFolder.Local] = ("Local AppData", @"AppData\Local"),
        [UserFolder.Recent] = ("Recent", @"AppData\Roaming\Microsoft\Windows\Recent"),
        [UserFolder.SendTo] = ("SendTo", @"AppData\Roaming\Microsoft\Windows\SendTo"),
        [UserFolder.StartMenu] = ("Start Menu", @"AppData\Roaming\Microsoft\Windows\Start Menu"),
        [UserFolder.Templates] = ("Templates", @"AppData\Roaming\Microsoft\Windows\Templates"),
    };

    /// <summary>Full paths of the wanted folders of all people, each once, and none that lies in another one of them. Folders on other computers are left out.</summary>
    /// <param name="environment">Of the computer.</param>
    public static IReadOnlyList<string> Find(IEnumerable<UserProfile> profiles, IReadOnlyCollection<UserFolder> wanted, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var found = profiles
            .Where(profile => profile.Sid.StartsWith(People, StringComparison.OrdinalIgnoreCase) || profile.Sid.StartsWith(Cloud, StringComparison.OrdinalIgnoreCase))
            .SelectMany(profile => wanted.Select(folder => Place(profile, folder, environment)))
            .Where(path => WindowsPaths.Root(path) is not null && !path.Contains('%', StringComparison.Ordinal))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        return [.. found.Where(path => !found.Exists(other => other.Length < path.Length && path.StartsWith(other, StringComparison.OrdinalIgnoreCase) && path[other.Length] == '\\'))];
    }

    private static string Place(UserProfile profile, UserFolder folder, IReadOnlyDictionary<string, string> environment)
    {
        var (value, usual) = _known[folder];
        var variables = new Dictionary<string, string>(environment, StringComparer.OrdinalIgnoreCase) { ["USERPROFILE"] = profile.Folder };
        return new WindowsPaths(variables).Expand(profile.ShellFolders.GetValueOrDefault(value) ?? WindowsPaths.Join(profile.Folder, usual));
    }
}
