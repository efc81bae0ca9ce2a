namespace Holdfast.Contracts.Setup;

/// <summary>
/// Which passwords are taken: at least 12 characters, or at least 8 of three kinds (lower case, upper case, digits, others); never with the account's name in it.
/// Pure: a console shows with each key that is typed what the server will say.
/// </summary>
public static class PasswordRule
{
    public const int Longest = 256;
    private const int LongEnough = 12, Shortest = 8, KindsNeeded = 3, ShortestName = 3;

    /// <summary>Null where the password is accepted, otherwise what is wrong with it.</summary>
    public static string? Violation(string password, string accountName)
    {
        if (password.Length > Longest) return $"The password is longer than {Longest} characters.";
        if (password.Any(char.IsControl)) return "The password holds a control character.";
        if (password.Length < Shortest) return $"The password is shorter than {Shortest} characters.";
        if (password.Length < LongEnough && Kinds(password) < KindsNeeded)
            return $"A password of fewer than {LongEnough} characters needs three of: lower case, upper case, digits, others.";
        if (password.Distinct().Count() < 5) return "The password has fewer than five different characters.";
        return accountName.Length >= ShortestName && password.Contains(accountName, StringComparison.OrdinalIgnoreCase) ? "The password holds the account's name." : null;
    }

    /// <summary>How hard a password is to guess. One that the rule does not take is never more than weak.</summary>
    public static PasswordStrength Strength(string password, string accountName)
    {
        var bits = GuessBits.Of(password, accountName);
        var score = bits switch { < 28 => 0, < 40 => 1, < 56 => 2, < 72 => 3, _ => 4 };
        var violation = Violation(password, accountName);
        return PasswordStrength.Of(violation is null ? score : Math.Min(score, 1), violation);
    }

    private static int Kinds(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0) + (password.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
}
