using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Holdfast.Commands;
using Holdfast.Contracts.Errors;
using Holdfast.Output;
using Holdfast.Shell.Programs;

namespace Holdfast.CommandLine;

/// <summary>Parses the arguments, runs the command, and turns every failure into an exit code and an error with cause and remedy.</summary>
internal static class CommandRunner
{
    internal static async Task<int> Run(string[] args)
    {
        var json = args.Contains("--json");
        if (CmdletNames.Has(args)) return await Guard(json, stop => Task.Run(() => CmdletProgram.Run(args, stop)));
        var input = CommandTree.For(args).Parse(args);
        if (input.Action is ParseErrorAction) return WrongUsage(input, json);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await Guard(json, stop => input.InvokeAsync(configuration, stop));
    }

    private static async Task<int> Guard(bool json, Func<CancellationToken, Task<int>> run)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await run(stop.Token);
        }
        catch (HoldfastException failure)
        {
            ErrorReport.Write(ApiError.From(failure), json);
            return ErrorCatalog.Get(failure.Code).ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            var about = ErrorCatalog.Get(ErrorCode.UnexpectedError);
            ErrorReport.Write(new ApiError(about.Code, $"{failure.GetType().Name}: {failure.Message}", about.Cause, about.Remedy), json);
            if (Environment.GetEnvironmentVariable("HOLDFAST_TRACE") is { Length: > 0 }) Console.Error.WriteLine(failure);
            return ExitCode.Failed;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static int WrongUsage(ParseResult input, bool json)
    {
        var command = Path(input.CommandResult);
        var message = string.Join(' ', input.Errors.Select(error => error.Message));
        ErrorReport.Write(
            new ApiError(ErrorCode.BadRequest, message, "The command line is not complete or holds something that the command does not take.",
                $"See `{command} --help`."), json);
        return ExitCode.WrongUsage;
    }

    private static string Path(System.CommandLine.Parsing.CommandResult command)
    {
        var names = new List<string>();
        for (var result = command; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, result.Command is RootCommand ? "holdfast" : result.Command.Name);
        return string.Join(' ', names);
    }
}
