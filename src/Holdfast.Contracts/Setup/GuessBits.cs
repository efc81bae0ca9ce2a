namespace Holdfast.Contracts.Setup;

/// <summary>
/// About how many bits a guesser has to get right who tries what people choose first: what follows from the character before it (a repetition, the next in the alphabet, on
/// the keyboard, or among the digits), words that everybody takes, and the account's own name count little.
/// </summary>
internal static class GuessBits
{
    private const double Follower = 1, Word = 8;

    private static readonly string[] rows = ["abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm"];

    private static readonly string[] words =
    [
        "password", "passwort", "passw0rd", "p@ssw0rd", "p@ssword", "welcome", "administrator", "admin", "letmein", "monkey", "dragon", "master", "secret", "changeme",
        "holdfast", "backup", "server", "summer", "winter", "spring", "autumn", "login", "access", "hello", "iloveyou", "football", "baseball", "company", "default",
    ];

    internal static double Of(string password, string accountName)
    {
        var text = password.ToLowerInvariant();
        var each = Math.Log2(Math.Max(Alphabet(password), 2));
        double bits = 0;
        for (var at = 0; at < text.Length;)
        {
            var known = Known(text.AsSpan(at), accountName.ToLowerInvariant());
            if (known > 0)
            {
                bits += Math.Min(Word, known * each);
                at += known;
                continue;
            }
            bits += at > 0 && Follows(text[at - 1], text[at]) ? Follower : each;
            at++;
        }
        return bits;
    }

    private static int Alphabet(string password) =>
        (password.Any(char.IsAsciiLetterLower) ? 26 : 0) + (password.Any(char.IsAsciiLetterUpper) ? 26 : 0) + (password.Any(char.IsAsciiDigit) ? 10 : 0)
        + (password.Any(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c)) ? 33 : 0) + (password.Any(c => !char.IsAscii(c)) ? 64 : 0);

    private static int Known(ReadOnlySpan<char> rest, string accountName)
    {
        var longest = accountName.Length >= 3 && rest.StartsWith(accountName) ? accountName.Length : 0;
        foreach (var word in words)
            if (word.Length > longest && rest.StartsWith(word)) longest = word.Length;
        return longest;
    }

    private static bool Follows(char before, char c) =>
        before == c || rows.Any(row => row.IndexOf(before) is >= 0 and var place && row.IndexOf(c) is >= 0 and var next && Math.Abs(next - place) == 1);
}
