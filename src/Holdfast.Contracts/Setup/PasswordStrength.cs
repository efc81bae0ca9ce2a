namespace Holdfast.Contracts.Setup;

/// <summary>How hard a password is to guess, for a meter.</summary>
/// <param name="Score">0 to 4.</param>
/// <param name="Word">very weak, weak, fair, good, strong.</param>
/// <param name="Violation">Why the rule does not take it; null where it does.</param>
public sealed record PasswordStrength(int Score, string Word, string? Violation)
{
    private static readonly string[] words = ["very weak", "weak", "fair", "good", "strong"];

    internal static PasswordStrength Of(int score, string? violation) => new(score, words[score], violation);
}
