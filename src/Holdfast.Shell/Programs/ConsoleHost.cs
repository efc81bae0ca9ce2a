using Holdfast.Contracts.Errors;
using Holdfast.Shell.Display;
using Holdfast.Shell.Running;

namespace Holdfast.Shell.Programs;

/// <summary>Whoever sits at the console: all but the output goes to standard error, progress and questions only where that is a terminal.</summary>
internal sealed class ConsoleHost : IShellHost
{
    private int progress;

    /// <summary>Of the terminal that output goes to; null: it goes elsewhere, or the terminal does not know.</summary>
    internal static int? Width => !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var width ? width : null;

    public void Error(ErrorRecord error)
    {
        EndProgress();
        var failure = error.Exception as HoldfastException;
        var message = CellText.Safe(failure?.Message ?? error.ErrorDetails?.Message ?? error.Exception.Message, lines: true);
        Console.Error.WriteLine(failure is null ? $"error: {message}" : $"error {(int)failure.Code}: {message}");
        if ((error.ErrorDetails?.RecommendedAction ?? failure?.Remedy) is { Length: > 0 } remedy) Console.Error.WriteLine($"remedy: {CellText.Safe(remedy, lines: true)}");
        Console.Error.WriteLine($"category: {error.Category}{(error.TargetObject is { } target ? $" ({CellText.Of(target)})" : "")}");
    }

    public void Warning(string text) => Say($"warning: {text}");

    public void Message(string text) => Say(text);

    public void Progress(ProgressRecord progress)
    {
        if (Console.IsErrorRedirected) return;
        EndProgress();
        if (progress.RecordType == ProgressRecordType.Completed) return;
        var text = CellText.Safe($"{progress.Activity}: {progress.StatusDescription}{(progress.PercentComplete >= 0 ? $" {progress.PercentComplete} %" : "")}{(progress.SecondsRemaining >= 0 ? $", {TimeSpan.FromSeconds(progress.SecondsRemaining)} left" : "")}");
        if (Width is { } width && text.Length >= width) text = text[..(width - 1)];
        Console.Error.Write(text);
        this.progress = text.Length;
    }

    public Consent? Ask(string question)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected) return null;
        EndProgress();
        Console.Error.WriteLine(CellText.Safe(question));
        while (true)
        {
            Console.Error.Write("[Y] Yes  [A] Yes to all  [N] No  [L] No to all (default: N): ");
            switch (Console.In.ReadLine()?.Trim().ToUpperInvariant())
            {
                case "Y" or "YES": return Consent.Yes;
                case "A": return Consent.YesToAll;
                case null or "" or "N" or "NO": return Consent.No;
                case "L": return Consent.NoToAll;
                default: break;
            }
        }
    }

    /// <summary>Takes the line of progress away.</summary>
    internal void EndProgress()
    {
        if (progress == 0) return;
        Console.Error.Write($"\r{new string(' ', progress)}\r");
        progress = 0;
    }

    private void Say(string text)
    {
        EndProgress();
        Console.Error.WriteLine(CellText.Safe(text, lines: true));
    }
}
