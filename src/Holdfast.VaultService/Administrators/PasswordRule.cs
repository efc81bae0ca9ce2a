namespace Holdfast.VaultService.Administrators;

/// <summary>Which passwords are taken: at least 12 characters, five of them different, and without the administrator's name in it.</summary>
internal static class PasswordRule
{
    internal const int Longest = 256;
    private const int Shortest = 12, Different = 5, ShortestName = 3;

    /// <summary>Null where the password is accepted, otherwise what is wrong with it.</summary>
    internal static string? Violation(string password, string name)
    {
        if (password.Length > Longest) return $"The password is longer than {Longest} characters.";
        if (password.Any(char.IsControl)) return "The password holds a control character.";
        if (password.Length < Shortest) return $"The password is shorter than {Shortest} characters.";
        if (password.Distinct().Count() < Different) return "The password has fewer than five different characters.";
        return name.Length >= ShortestName && password.Contains(name, StringComparison.OrdinalIgnoreCase) ? "The password holds the administrator's name." : null;
    }
}
