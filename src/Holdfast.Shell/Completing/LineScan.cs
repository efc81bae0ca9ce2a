namespace Holdfast.Shell.Completing;

/// <summary>A line up to the cursor, as far as completion understands it, however unfinished it is.</summary>
/// <param name="Words">Of the command that is being typed, before the word at the cursor.</param>
/// <param name="Start">Where the word at the cursor begins.</param>
/// <param name="Before">The command that this one takes its input from; null: none.</param>
internal sealed record LineScan(IReadOnlyList<string> Words, int Start, string? Before)
{
    internal static LineScan Of(ReadOnlySpan<char> line)
    {
        var words = new List<string>();
        var (start, quote, before) = (0, '\0', (string?)null);
        for (var index = 0; index < line.Length; index++)
        {
            var letter = line[index];
            if (quote != '\0')
            {
                if (letter == quote) quote = '\0';
                continue;
            }
            if (letter is '\'' or '"')
            {
                quote = letter;
                continue;
            }
            var opens = letter is '|' or ';' or '(' or '\n' || (letter == '=' && words is [['$', ..]] && start == index);
            if (!opens && letter is not (' ' or '\t' or ',')) continue;
            if (index > start) words.Add(line[start..index].ToString());
            start = index + 1;
            if (!opens) continue;
            before = letter == '|' && words.Count > 0 ? words[0] : null;
            words.Clear();
        }
        return new LineScan(words, start, before);
    }
}
