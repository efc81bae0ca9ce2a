using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Errors;
using Holdfast.Shell.Module;
using Holdfast.Shell.Programs;

namespace Holdfast.Commands.Shell;

/// <summary>The management shell: a prompt, a text, a file, or lines on standard input.</summary>
internal sealed class ShellCommand : HoldfastCommand
{
    private readonly Argument<string?> file;
    private readonly Option<string?> command, module;

    internal ShellCommand() : base("shell", "The management shell: the cmdlets of DPM's PowerShell module, at a prompt with completion and history. Each is also a command itself, such as `holdfast Get-DPMAlert`.")
    {
        file = Takes(new Argument<string?>("FILE") { Description = "File whose lines are run (default: the prompt; where input is redirected, its lines)", Arity = ArgumentArity.ZeroOrOne });
        command = With(new Option<string?>("-c") { Description = "Text that is run (default: none)", HelpName = "TEXT" });
        module = With(new Option<string?>("--module")
        {
            Description = "Writes the module for PowerShell 7.6 into the folder Holdfast of this one, which may be one that PowerShell looks for modules in, and runs nothing (default: none)",
            HelpName = "DIR",
        });
        Validators.Add(result =>
        {
            if (new[] { result.GetValue(file), result.GetValue(command), result.GetValue(module) }.Count(value => value is not null) > 1) result.AddError("Take one of FILE, -c, and --module.");
        });
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var options = new ShellOptions(session.DataDirectory, session.RemoteUrl, session.IsJson);
        if (input.GetValue(module) is { } folder) return Task.FromResult(WriteModule(folder));
        if (input.GetValue(command) is { } text) return Task.FromResult(ScriptProgram.Run(text, options, session.Stop));
        if (input.GetValue(file) is { } path) return Task.FromResult(ScriptProgram.Run(Read(path), options, session.Stop));
        return Task.FromResult(Console.IsInputRedirected || session.IsJson ? ScriptProgram.Run(Console.In, options, session.Stop) : PromptProgram.Run(options));
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The file {path} cannot be read: {failure.Message}", "Name a file with commands of the shell.", failure);
        }
    }

    private static int WriteModule(string folder)
    {
        var manifest = ModuleFiles.Install(Path.GetFullPath(folder));
        Console.Out.WriteLine(manifest);
        Console.Error.WriteLine($"In PowerShell 7.6 or later: Import-Module '{manifest}'");
        return ExitCode.Done;
    }
}
