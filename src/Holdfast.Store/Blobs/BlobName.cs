namespace Holdfast.Store.Blobs;

/// <summary>
/// The rule for names: components of lower-case ASCII letters, digits, '.', '-' and '_', joined by '/'. No component begins with a dot,
/// so that no name leaves its folder; the first does not begin with "holdfast-", which names what a disk keeps for itself.
/// </summary>
public static class BlobName
{
    /// <summary>Longest name and longest component, in characters.</summary>
    public const int Longest = 1024, LongestComponent = 200;

    public const string Reserved = "holdfast-";

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");

    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > Longest || name.StartsWith(Reserved, StringComparison.Ordinal)) return false;
        foreach (var range in name.Split('/'))
        {
            var component = name[range];
            if (component.Length is 0 or > LongestComponent || component[0] == '.' || component.ContainsAnyExcept(Allowed)) return false;
        }
        return true;
    }

    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public static void Check(string name)
    {
        if (!IsValid(name)) throw new ArgumentException($"'{name}' cannot name a blob.", nameof(name));
    }

    /// <summary>A prefix is empty, or a valid name and a '/'.</summary>
    /// <exception cref="ArgumentException">The prefix breaks the rule.</exception>
    public static void CheckPrefix(string prefix)
    {
        if (prefix.Length > 0 && (!prefix.EndsWith('/') || !IsValid(prefix.AsSpan(0, prefix.Length - 1))))
            throw new ArgumentException($"'{prefix}' is not a folder of blobs.", nameof(prefix));
    }
}
