using Holdfast.Store.Blobs;

namespace Holdfast.Vault.Azure;

/// <summary>Where blobs lie in an account: a container, and a folder in it.</summary>
/// <param name="Container">3 to 63 lower-case letters, digits and single hyphens.</param>
/// <param name="Prefix">Ends in '/', or is empty for the whole container.</param>
public sealed record AzurePlace(string Container, string Prefix = "")
{
    /// <exception cref="ArgumentException">Container or prefix break their rule.</exception>
    public void Check()
    {
        if (!IsContainer(Container)) throw new ArgumentException($"'{Container}' cannot name a container.", nameof(Container));
        BlobName.CheckPrefix(Prefix);
    }

    /// <exception cref="ArgumentException">The name breaks the rule, or is too long in this place.</exception>
    internal string Inner(string name)
    {
        BlobName.Check(name);
        if (Prefix.Length + name.Length > BlobName.Longest) throw new ArgumentException($"'{name}' is too long for a blob here.", nameof(name));
        return Prefix + name;
    }

    private static bool IsContainer(string name) => name.Length is >= 3 and <= 63 && name[0] != '-' && name[^1] != '-'
        && !name.Contains("--", StringComparison.Ordinal) && name.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
