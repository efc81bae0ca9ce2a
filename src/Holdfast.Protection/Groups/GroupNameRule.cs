namespace Holdfast.Protection.Groups;

/// <summary>What a protection group may be called: 1 to 64 letters, digits, and spaces, among them a letter (error 146).</summary>
public static class GroupNameRule
{
    public const int LongestLength = 64;

    /// <summary>The group that paths go into where no other is named.</summary>
    public const string Default = "Default";

    /// <summary>Null where the name is acceptable, otherwise the reason in words.</summary>
    public static string? Violation(string name)
    {
        if (name.Length == 0) return "The name is empty.";
        if (name.Length > LongestLength) return $"The name has {name.Length} characters; {LongestLength} are allowed.";
        if (name[0] == ' ' || name[^1] == ' ') return "The name begins or ends with a space.";
        foreach (var c in name)
            if (!char.IsLetterOrDigit(c) && c != ' ')
                return $"The name holds '{(char.IsControl(c) ? '?' : c)}'; only letters, digits, and spaces are allowed.";
        return name.Any(char.IsLetter) ? null : "The name holds no letter.";
    }

    /// <summary>Names that differ only in case are the same name.</summary>
    public static bool AreSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
