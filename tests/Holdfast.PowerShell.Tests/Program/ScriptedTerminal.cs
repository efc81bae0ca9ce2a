using System.Text;
using Holdfast.Shell.Editing;

namespace Holdfast.PowerShell.Tests.Program;

/// <summary>A terminal at which somebody types what a test says.</summary>
internal sealed class ScriptedTerminal : ILineTerminal
{
    private readonly Queue<ConsoleKeyInfo> keys = new();
    private readonly StringBuilder screen = new();

    public int Width => 80;

    internal string Screen => screen.ToString();

    internal ScriptedTerminal Type(string text)
    {
        foreach (var letter in text) keys.Enqueue(new ConsoleKeyInfo(letter, ConsoleKey.None, shift: false, alt: false, control: false));
        return this;
    }

    internal ScriptedTerminal Press(ConsoleKey key, ConsoleModifiers modifiers = default)
    {
        keys.Enqueue(new ConsoleKeyInfo('\0', key, shift: false, alt: false, modifiers.HasFlag(ConsoleModifiers.Control)));
        return this;
    }

    public ConsoleKeyInfo ReadKey() => keys.Dequeue();

    public void Write(string text) => screen.Append(text);
}
