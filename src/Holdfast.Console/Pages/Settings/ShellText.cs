namespace Holdfast.Console.Pages.Settings;

/// <summary>Words for a command line.</summary>
internal static class ShellText
{
    /// <summary>As a shell takes it for one word, whatever is in it.</summary>
    internal static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or ':' or '@' or '=' or ',') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
