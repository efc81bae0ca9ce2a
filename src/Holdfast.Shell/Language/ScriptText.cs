namespace Holdfast.Shell.Language;

/// <summary>The text of a script and how far it has been read.</summary>
internal sealed class ScriptText(string text)
{
    /// <summary>Ends a word of a command.</summary>
    private const string WordEnds = " \t\r\n|;(),{}&<>\"'";

    internal int At { get; set; }

    internal bool IsEnd => At >= text.Length;

    /// <summary>The next letter; '\0' at the end.</summary>
    internal char Next => Peek(0);

    internal int Line => text.AsSpan(0, Math.Min(At, text.Length)).Count('\n') + 1;

    internal char Peek(int ahead) => At + ahead < text.Length ? text[At + ahead] : '\0';

    internal char Take() => text[At++];

    internal bool Takes(char letter)
    {
        if (Next != letter) return false;
        At++;
        return true;
    }

    /// <summary>Letters, digits, and underscores from here on.</summary>
    internal string Name()
    {
        var start = At;
        while (char.IsLetterOrDigit(Next) || Next == '_') At++;
        return text[start..At];
    }

    /// <summary>What has been read since a place.</summary>
    internal string From(int start) => text[start..At];

    internal bool IsWordEnd => IsEnd || WordEnds.Contains(Next, StringComparison.Ordinal);

    /// <summary>Passes blanks, comments, and backticks that continue a line; with <paramref name="lines"/> also line ends.</summary>
    internal void SkipBlank(bool lines)
    {
        while (!IsEnd)
        {
            if (Next is ' ' or '\t' or '\r' || (lines && Next == '\n')) At++;
            else if (Next == '`' && Peek(1) == '\n') At += 2;
            else if (Next == '`' && Peek(1) == '\r' && Peek(2) == '\n') At += 3;
            else if (Next == '`' && At + 1 == text.Length) throw new IncompleteTextException("the line that the backtick continues");
            else if (Next == '#') SkipComment();
            else if (Next == '<' && Peek(1) == '#') SkipCommentBlock();
            else return;
        }
    }

    private void SkipComment()
    {
        while (!IsEnd && Next != '\n') At++;
    }

    private void SkipCommentBlock()
    {
        var end = text.IndexOf("#>", At, StringComparison.Ordinal);
        if (end < 0) throw new IncompleteTextException("#>");
        At = end + 2;
    }
}
