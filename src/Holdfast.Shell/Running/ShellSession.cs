using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Cmdlets;
using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;
using Holdfast.Shell.Commands;
using Holdfast.Shell.Language;

namespace Holdfast.Shell.Running;

/// <summary>What stays from line to line: variables, and how it went.</summary>
internal sealed class ShellSession(IShellHost host)
{
    private readonly Dictionary<string, object?> variables = new(StringComparer.OrdinalIgnoreCase);

    internal IShellHost Host => host;

    internal IEnumerable<string> VariableNames => variables.Keys;

    /// <summary>The first error since it was last set to null.</summary>
    internal ErrorRecord? FirstError { get; set; }

    /// <summary>What a process ends with after that; 0: there was no error.</summary>
    internal int ExitCode => FirstError is null ? 0 : ErrorCatalog.Get(FirstError.Exception is HoldfastException failure ? failure.Code : ErrorCode.UnexpectedError).ExitCode;

    /// <summary>What becomes of errors where a command does not say it, as $ErrorActionPreference has it.</summary>
    internal ActionPreference ErrorPreference => Enum.TryParse<ActionPreference>(Variable("ErrorActionPreference")?.ToString(), ignoreCase: true, out var set) ? set : ActionPreference.Continue;

    internal object? Variable(string name) => variables.GetValueOrDefault(name);

    internal void Keep(string name, object? value) => variables[name] = value;

    /// <summary>Runs a text. Each statement that gives something out hands it over as a whole; errors go to the host, and the next statement runs.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal void Run(string script, Action<IReadOnlyList<object?>> output, CancellationToken stop)
    {
        IReadOnlyList<Statement> statements;
        try
        {
            statements = ScriptParser.Parse(script);
        }
        catch (HoldfastException failure)
        {
            Report(ErrorRecords.Of(failure, null));
            return;
        }
        catch (IncompleteTextException open)
        {
            Report(ErrorRecords.Of(SyntaxErrors.Unexpected($"The text ends before {open.Message}.", script.AsSpan().Count('\n') + 1), null));
            return;
        }
        foreach (var statement in statements)
        {
            if (!Guard(give => new Evaluator(this, CommandTable.Get, stop).Run(statement, give), output)) return;
        }
    }

    /// <summary>Runs one command.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal void Run(CmdletEntry entry, IReadOnlyList<Argument> arguments, Action<IReadOnlyList<object?>> output, CancellationToken stop) => Guard(
        give =>
        {
            using var run = new PipelineRun(this, [(entry, arguments)], give, stop);
            run.Run(null);
        },
        output);

    /// <summary>Shows an error, and remembers that there was one.</summary>
    internal void Report(ErrorRecord error)
    {
        FirstError ??= error;
        host.Error(error);
    }

    /// <summary>Does a piece of work, whose output is handed over as a whole, and whose errors go to the host.</summary>
    /// <returns>False: nothing behind it shall run.</returns>
    internal bool Guard(Action<Action<object?>> work, Action<IReadOnlyList<object?>> output)
    {
        var given = new List<object?>();
        try
        {
            work(given.Add);
            return true;
        }
        catch (PipelineEndedException ended)
        {
            Report(ended.Error);
            return !ended.EndsScript;
        }
        catch (HoldfastException failure)
        {
            Report(ErrorRecords.Of(failure, null));
            return ErrorPreference != ActionPreference.Stop;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Report(ErrorRecords.Of(new HoldfastException(ErrorCode.UnexpectedError, $"{failure.GetType().Name}: {failure.Message}", inner: failure), null));
            return true;
        }
        finally
        {
            if (given.Count > 0) output(given);
        }
    }
}
