using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Holdfast.Shell.Module;

namespace Holdfast.PowerShell.Tests.Engine;

/// <summary>PowerShell's real engine with the module imported from its folder by its manifest.</summary>
internal sealed class RealEngine : IDisposable
{
    private static readonly Lazy<string> module = new(Assemble);
    private readonly Runspace runspace;

    internal RealEngine()
    {
        runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Run(UtilityCommands.Script);
        Run($"Import-Module '{Manifest}' -ErrorAction Stop");
    }

    internal static string Manifest => Path.Combine(module.Value, "Holdfast.psd1");

    internal List<ErrorRecord> Errors { get; } = [];

    internal List<string> Warnings { get; } = [];

    internal List<ProgressRecord> Progress { get; } = [];

    /// <summary>Runs a script; what it wrote. Its non-terminating errors are <see cref="Errors"/>, those of this run alone.</summary>
    internal Collection<PSObject> Run(string script)
    {
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        try
        {
            return shell.AddScript(script).Invoke();
        }
        finally
        {
            Replace(Errors, shell.Streams.Error);
            Replace(Warnings, shell.Streams.Warning.Select(warning => warning.Message));
            Replace(Progress, shell.Streams.Progress);
        }
    }

    internal void Set(string variable, object? value) => runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>Runs a script that must not fail.</summary>
    internal Collection<PSObject> Succeed(string script)
    {
        var output = Run(script);
        Assert.True(Errors.Count == 0, $"{script}\n{string.Join('\n', Errors.Select(error => $"{error} {error.ErrorDetails?.RecommendedAction}"))}");
        return output;
    }

    /// <summary>The error that a script ends with, or the only one that it reports.</summary>
    internal ErrorRecord Fail(string script)
    {
        try
        {
            Run(script);
        }
        catch (RuntimeException failure)
        {
            return failure.ErrorRecord;
        }
        return Assert.Single(Errors);
    }

    /// <summary>The first error of a script that may report several.</summary>
    internal ErrorRecord FailAny(string script)
    {
        try
        {
            Run(script);
        }
        catch (RuntimeException failure)
        {
            return failure.ErrorRecord;
        }
        return Errors[0];
    }

    /// <returns>Whether it failed, or reported errors.</returns>
    internal bool Try(string script, out IReadOnlyList<PSObject> output)
    {
        output = [];
        try
        {
            output = Run(script);
            return Errors.Count > 0;
        }
        catch (RuntimeException)
        {
            return true;
        }
    }

    public void Dispose() => runspace.Dispose();

    private static void Replace<T>(List<T> list, IEnumerable<T> with)
    {
        list.Clear();
        list.AddRange(with);
    }

    private static string Assemble()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "module", ModuleFiles.Name);
        ModuleFiles.Write(folder);
        return folder;
    }
}
