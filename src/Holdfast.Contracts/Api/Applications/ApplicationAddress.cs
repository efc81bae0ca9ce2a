namespace Holdfast.Contracts.Api.Applications;

/// <summary>Addresses of applications among paths of files.</summary>
public static class ApplicationAddress
{
    /// <summary>Whether a text looks like an address, such as postgresql://db1:5432, hyperv://host1/web, or qemu:/run/web.sock: a scheme of at least two letters, then ":/". Which ones there
    /// are is the server's to say.</summary>
    public static bool IsOne(string text)
    {
        var colon = text.IndexOf(":/", StringComparison.Ordinal);
        return colon >= 2 && char.IsAsciiLetter(text[0]) && text.AsSpan(0, colon).IndexOfAnyExcept(schemeLetters) < 0;
    }

    /// <summary>The word before the colon in lower case; empty where it is no address.</summary>
    public static string Scheme(string text) => IsOne(text) ? text[..text.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant() : "";

    private static readonly System.Buffers.SearchValues<char> schemeLetters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
