namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>A user of a computer, as the registry's ProfileList has it.</summary>
/// <param name="Sid">S-1-5-21-…; others are accounts of services.</param>
/// <param name="Folder">ProfileImagePath, with variables replaced.</param>
/// <param name="ShellFolders">Values of the user's "User Shell Folders", as they are written there; empty where the user's registry is not loaded.</param>
public sealed record UserProfile(string Sid, string Folder, IReadOnlyDictionary<string, string> ShellFolders);
