using System.Security.Cryptography;
using Holdfast.Console.Text;

namespace Holdfast.Console.Pages.Vault;

/// <summary>Passphrases before they are sent: the server checks them again.</summary>
internal static class PassphraseText
{
    internal const int Shortest = 16, Longest = 1024;
    private const int Groups = 6, GroupLength = 6;

    // Without the characters that are mistaken for each other on paper.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Null where the server will take it, otherwise why not.</summary>
    internal static string? Problem(string passphrase, Texts texts)
    {
        if (passphrase.Length < Shortest) return texts["It has {0} characters; at least {1} are needed.", passphrase.Length, Shortest];
        if (passphrase.Length > Longest) return texts["It is longer than {0} characters.", Longest];
        return passphrase.All(letter => letter is >= ' ' and <= '~') ? null : texts["Only the letters, digits, and signs of ASCII are taken: a keyboard anywhere must be able to type it."];
    }

    /// <summary>36 letters and digits in groups of six: 180 bits.</summary>
    internal static string Generate() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
}
