namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>Folders that every user of Windows has.</summary>
public enum UserFolder
{
    Desktop,
    Documents,
    Pictures,
    Music,
    Videos,
    Downloads,
    Favorites,
    Contacts,
    Links,
    Searches,
    SavedGames,
    Roaming,
    Local,
    Recent,
    SendTo,
    StartMenu,
    Templates,
}
