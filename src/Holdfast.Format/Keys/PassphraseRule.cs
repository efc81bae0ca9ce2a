namespace Holdfast.Format.Keys;

/// <summary>What a passphrase may be: at least 16 characters, printable ASCII (the rule of MABS, errors 100042 and 100043).</summary>
public static class PassphraseRule
{
    public const int ShortestLength = 16, LongestLength = 1024;

    /// <summary>Null where the passphrase is acceptable, otherwise the reason in words.</summary>
    public static string? Violation(string passphrase)
    {
        if (passphrase.Length < ShortestLength) return $"The passphrase has {passphrase.Length} characters; it needs at least {ShortestLength}.";
        if (passphrase.Length > LongestLength) return $"The passphrase is longer than {LongestLength} characters.";
        return passphrase.All(c => c is >= ' ' and <= '~') ? null : "The passphrase may hold only printable ASCII characters.";
    }

    /// <summary>36 characters of 32 letters and digits that are hard to confuse, in groups of six: 180 bits.</summary>
    public static string Generate(IRandomness randomness)
    {
        const string alphabet = "abcdefghijkmnpqrstuvwxyz23456789"; // exactly 32: no l, o, 0, 1
        Span<byte> bytes = stackalloc byte[36];
        randomness.Fill(bytes);
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0 && i % 6 == 0) text.Append('-');
            text.Append(alphabet[bytes[i] & 31]);
        }
        return text.ToString();
    }
}
