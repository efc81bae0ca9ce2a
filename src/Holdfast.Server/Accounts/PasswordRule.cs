namespace Holdfast.Server.Accounts;

/// <summary>
/// Which passwords are taken: at least 12 characters, or at least 8 of three kinds (lower case, upper case, digits, others); never with the account's name in it.
/// </summary>
internal static class PasswordRule
{
    internal const int Longest = 256;
    private const int LongEnough = 12, Shortest = 8, KindsNeeded = 3, ShortestName = 3;

    /// <summary>Null where the password is accepted, otherwise what is wrong with it.</summary>
    internal static string? Violation(string password, string accountName)
    {
        if (password.Length > Longest) return $"The password is longer than {Longest} characters.";
        if (password.Any(char.IsControl)) return "The password holds a control character.";
        if (password.Length < Shortest) return $"The password is shorter than {Shortest} characters.";
        if (password.Length < LongEnough && Kinds(password) < KindsNeeded)
            return $"A password of fewer than {LongEnough} characters needs three of: lower case, upper case, digits, others.";
        if (password.Distinct().Count() < 5) return "The password has fewer than five different characters.";
        return accountName.Length >= ShortestName && password.Contains(accountName, StringComparison.OrdinalIgnoreCase) ? "The password holds the account's name." : null;
    }

    private static int Kinds(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0) + (password.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
}
