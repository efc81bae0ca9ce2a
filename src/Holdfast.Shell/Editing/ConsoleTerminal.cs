namespace Holdfast.Shell.Editing;

internal sealed class ConsoleTerminal : ILineTerminal
{
    private const int Narrowest = 20, Usual = 80;

    /// <summary>Some terminals do not know.</summary>
    public int Width => Console.WindowWidth is > 0 and var width ? Math.Max(Narrowest, width) : Usual;

    public ConsoleKeyInfo ReadKey()
    {
        // While a line is typed, Ctrl+C means the line. While a command runs, it is a signal.
        Console.TreatControlCAsInput = true;
        try
        {
            return Console.ReadKey(intercept: true);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    public void Write(string text) => Console.Out.Write(text);
}
