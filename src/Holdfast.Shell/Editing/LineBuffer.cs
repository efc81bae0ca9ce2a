namespace Holdfast.Shell.Editing;

/// <summary>A line while it is typed.</summary>
internal sealed class LineBuffer
{
    internal string Text { get; private set; } = "";

    /// <summary>Before which letter the next one goes.</summary>
    internal int Cursor { get; private set; }

    internal void Set(string text) => (Text, Cursor) = (text, text.Length);

    internal void Insert(string text) => Replace(Cursor, Cursor, text);

    /// <summary>Puts a text in the place of what stands between two places; the cursor goes behind it.</summary>
    internal void Replace(int from, int to, string text)
    {
        Text = Text[..from] + text + Text[to..];
        Cursor = from + text.Length;
    }

    internal void Move(int by) => Cursor = Math.Clamp(Cursor + by, 0, Text.Length);

    internal void Home() => Cursor = 0;

    internal void End() => Cursor = Text.Length;

    internal void MoveWord(bool forward) => Cursor = forward ? NextWord() : PreviousWord();

    internal void Backspace()
    {
        if (Cursor > 0) Replace(Cursor - 1, Cursor, "");
    }

    internal void Delete()
    {
        if (Cursor < Text.Length) Text = Text.Remove(Cursor, 1);
    }

    internal void DeleteWord() => Replace(PreviousWord(), Cursor, "");

    internal void DeleteToStart() => Replace(0, Cursor, "");

    internal void DeleteToEnd() => Text = Text[..Cursor];

    private int PreviousWord()
    {
        var at = Cursor;
        while (at > 0 && char.IsWhiteSpace(Text[at - 1])) at--;
        while (at > 0 && !char.IsWhiteSpace(Text[at - 1])) at--;
        return at;
    }

    private int NextWord()
    {
        var at = Cursor;
        while (at < Text.Length && !char.IsWhiteSpace(Text[at])) at++;
        while (at < Text.Length && char.IsWhiteSpace(Text[at])) at++;
        return at;
    }
}
