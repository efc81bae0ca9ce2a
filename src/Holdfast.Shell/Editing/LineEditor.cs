using Holdfast.Shell.Completing;

namespace Holdfast.Shell.Editing;

/// <summary>Reads a line key by key: with history, completion, and the keys that people know from other shells.</summary>
internal sealed class LineEditor(ILineTerminal terminal, LineCompleter completer, ShellHistory history)
{
    /// <summary>More are counted only.</summary>
    private const int MostShown = 60;
    private const int Gap = 2;

    private readonly LineBuffer line = new();
    private string prompt = "";
    private string draft = "";
    private int drawn;
    private int past;

    /// <returns>Null: Ctrl+D on an empty line.</returns>
    internal EditedLine? Read(string prompt)
    {
        this.prompt = prompt;
        line.Set("");
        (draft, past, drawn) = ("", 0, 0);
        Draw();
        while (true)
        {
            var key = terminal.ReadKey();
            var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            if (control && key.Key == ConsoleKey.D && line.Text.Length == 0) return End("", null);
            if (control && key.Key == ConsoleKey.C) return End("^C", new EditedLine("", WasCancelled: true));
            if (key.Key == ConsoleKey.Enter || (control && key.Key is ConsoleKey.J or ConsoleKey.M)) return End("", new EditedLine(line.Text, WasCancelled: false));
            if (key.Key == ConsoleKey.Tab) Complete();
            else if (control) Control(key.Key);
            else Plain(key);
            Draw();
        }
    }

    private void Control(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A: line.Home(); break;
            case ConsoleKey.E: line.End(); break;
            case ConsoleKey.B: line.Move(-1); break;
            case ConsoleKey.F: line.Move(1); break;
            case ConsoleKey.D: line.Delete(); break;
            case ConsoleKey.H: line.Backspace(); break;
            case ConsoleKey.U: line.DeleteToStart(); break;
            case ConsoleKey.K: line.DeleteToEnd(); break;
            case ConsoleKey.W or ConsoleKey.Backspace: line.DeleteWord(); break;
            case ConsoleKey.P: Recall(1); break;
            case ConsoleKey.N: Recall(-1); break;
            case ConsoleKey.LeftArrow: line.MoveWord(forward: false); break;
            case ConsoleKey.RightArrow: line.MoveWord(forward: true); break;
            default: break;
        }
    }

    private void Plain(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow: line.Move(-1); break;
            case ConsoleKey.RightArrow: line.Move(1); break;
            case ConsoleKey.Home: line.Home(); break;
            case ConsoleKey.End: line.End(); break;
            case ConsoleKey.Backspace: line.Backspace(); break;
            case ConsoleKey.Delete: line.Delete(); break;
            case ConsoleKey.Escape: line.Set(""); break;
            case ConsoleKey.UpArrow: Recall(1); break;
            case ConsoleKey.DownArrow: Recall(-1); break;
            default:
                if (!char.IsControl(key.KeyChar)) line.Insert(key.KeyChar.ToString());
                break;
        }
    }

    /// <param name="by">1: an older line; -1: a newer one, at last the one that was being typed.</param>
    private void Recall(int by)
    {
        if (past + by < 0 || past + by > history.Lines.Count) return;
        if (past == 0) draft = line.Text;
        past += by;
        line.Set(past == 0 ? draft : history.Lines[^past]);
    }

    private void Complete()
    {
        var (start, results) = completer.Complete(line.Text, line.Cursor);
        if (results.Count == 0) return;
        var texts = results.Select(result => result.CompletionText).ToList();
        var shared = texts is [var only] ? only + (results[0].ResultType is CompletionResultType.Variable or CompletionResultType.Property ? "" : " ") : Shared(texts);
        if (shared.Length > line.Cursor - start || texts.Count == 1) line.Replace(start, line.Cursor, shared);
        else List(results);
    }

    private static string Shared(List<string> texts)
    {
        var length = texts.Min(text => text.Length);
        var first = texts[0];
        for (var index = 0; index < length; index++)
        {
            if (texts.Any(text => char.ToUpperInvariant(text[index]) != char.ToUpperInvariant(first[index]))) return first[..index];
        }
        return first[..length];
    }

    private void List(IReadOnlyList<CompletionResult> results)
    {
        var shown = results.Take(MostShown).Select(result => result.ListItemText).ToList();
        var column = shown.Max(text => text.Length) + Gap;
        var perLine = Math.Max(1, (terminal.Width - 1) / column);
        terminal.Write("\n");
        foreach (var row in shown.Chunk(perLine)) terminal.Write(string.Concat(row.Select(text => text.PadRight(column))).TrimEnd() + "\n");
        if (results.Count > MostShown) terminal.Write($"and {results.Count - MostShown} more\n");
        drawn = 0;
    }

    /// <summary>Shows the part of the line around the cursor that fits on one line of the terminal: without escape sequences, which not every terminal knows.</summary>
    private void Draw()
    {
        var room = Math.Max(1, terminal.Width - prompt.Length - 1);
        var from = Math.Max(0, line.Cursor - room);
        var visible = line.Text[from..Math.Min(line.Text.Length, from + room)];
        var whole = prompt + visible;
        terminal.Write($"\r{whole}{new string(' ', Math.Max(0, drawn - whole.Length))}\r{prompt}{visible[..(line.Cursor - from)]}");
        drawn = whole.Length;
    }

    private EditedLine? End(string mark, EditedLine? result)
    {
        line.End();
        Draw();
        terminal.Write(mark + "\n");
        return result;
    }
}
