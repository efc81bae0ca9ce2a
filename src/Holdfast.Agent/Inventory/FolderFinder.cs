using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Inventory;

/// <summary>Folders in which people and services usually keep what matters, where they are there.</summary>
public sealed class FolderFinder : IProtectableFinder
{
    private static readonly string[] linux = ["/etc", "/home", "/root", "/srv", "/opt", "/usr/local", "/var/lib", "/var/www", "/var/mail"];

    public IEnumerable<Protectable> Find(CancellationToken cancellation) =>
        (OperatingSystem.IsWindows() ? OfWindows() : linux).Where(Directory.Exists).Select(path => new Protectable { Kind = "folder", Path = path, Name = path });

    private static IEnumerable<string> OfWindows()
    {
        var profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (Path.GetDirectoryName(profile) is { Length: > 0 } profiles) yield return profiles;
        yield return Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);
    }
}
