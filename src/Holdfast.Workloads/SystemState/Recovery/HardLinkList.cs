using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Names that are one file, for the script of the recovery environment: a list a drive, a line for each name but the first, NAME*FIRST, both from the root of the drive on.</summary>
internal static class HardLinkList
{
    /// <summary>Extension that a link has until it has its place.</summary>
    public const string Beside = "holdfast-link";

    /// <summary>Between two names of a line: no name of Windows has it, and cmd.exe does nothing with it.</summary>
    public const char Between = '*';

    private const string Drives = FilePlaces.Files + "/";

    /// <summary>Of the list of a drive, beside the script.</summary>
    public static string NameOf(char letter) => $"hard-links-{letter}.txt";

    /// <summary>Writes the lists of those drives that have links. What the script would not read as what it is stays out: such files come back each by itself.</summary>
    /// <returns>How many names were left out.</returns>
    public static long Write(string folder, IPointContent content, string point)
    {
        var (lists, firsts, left) = (new SortedDictionary<char, StringBuilder>(), new Dictionary<(char, ulong), string>(), 0L);
        foreach (var (path, group) in content.Links(point, FilePlaces.Files))
        {
            if (!path.StartsWith(Drives, StringComparison.Ordinal) || path.Length < Drives.Length + 3 || path[Drives.Length + 1] != '/') continue;
            var (letter, place) = (path[Drives.Length], path[(Drives.Length + 1)..].Replace('/', '\\'));
            if (!char.IsAsciiLetterUpper(letter) || !IsPlain(place)) left++;
            else if (!firsts.TryAdd((letter, group), place)) Of(lists, letter).Append(place).Append(Between).Append(firsts[(letter, group)]).Append("\r\n");
        }
        foreach (var (letter, text) in lists) WrittenTexts.Write(folder, NameOf(letter), text.ToString(), Encoding.ASCII);
        return left;
    }

    private static StringBuilder Of(SortedDictionary<char, StringBuilder> lists, char letter) => lists.TryGetValue(letter, out var list) ? list : lists[letter] = new StringBuilder();

    /// <summary>The pool may have been written to by somebody else: nothing that means anything to cmd.exe between quotes, and no way up.</summary>
    private static bool IsPlain(string place) => place.All(letter => char.IsAsciiLetterOrDigit(letter) || " -_.()+,=@#~${}[]'\\".Contains(letter)) && !place.Split('\\').Contains("..");
}
