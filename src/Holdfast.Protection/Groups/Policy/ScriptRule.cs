namespace Holdfast.Protection.Groups.Policy;

/// <summary>Which programs may run before and after a backup.</summary>
internal static class ScriptRule
{
    internal const int MostArguments = 64, LongestArgument = 4_096, LongestTimeoutSeconds = 86_400;

    internal static void Check(string field, ScriptCommand? script, ViolationList found)
    {
        if (script is null) return;
        if (script.Arguments.Count == 0 || !IsAbsolute(script.Arguments[0]))
            found.Add(field + ".arguments", "The program is named by its absolute path on the production server.");
        if (script.Arguments.Count > MostArguments) found.Add(field + ".arguments", $"There are {script.Arguments.Count} arguments; {MostArguments} are allowed.");
        if (script.Arguments.Any(argument => argument.Length > LongestArgument || argument.Contains('\0')))
            found.Add(field + ".arguments", $"An argument is longer than {LongestArgument:N0} characters or holds a zero character.");
        found.Range(field + ".timeoutSeconds", script.TimeoutSeconds, 1, LongestTimeoutSeconds, "seconds");
    }

    // Of whatever platform the production server has: this one's rules say nothing about it.
    private static bool IsAbsolute(string path)
    {
        if (path.StartsWith('/') || path.StartsWith(@"\\", StringComparison.Ordinal)) return path.Length > 2;
        return path.Length > 3 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/';
    }
}
