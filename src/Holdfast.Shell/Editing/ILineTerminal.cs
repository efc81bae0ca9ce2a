namespace Holdfast.Shell.Editing;

/// <summary>The terminal, as far as editing a line needs it.</summary>
internal interface ILineTerminal
{
    int Width { get; }

    ConsoleKeyInfo ReadKey();

    void Write(string text);
}
