using Holdfast.Shell.Automation;
using Holdfast.Shell.Running;

namespace Holdfast.PowerShell.Tests.Engine;

/// <summary>The program's own engine with the cmdlets, as <see cref="RealEngine"/> is PowerShell's.</summary>
internal sealed class OwnEngine : IShellHost
{
    private readonly ShellSession session;

    internal OwnEngine() => session = new ShellSession(this);

    internal ShellSession Session => session;

    internal List<ErrorRecord> Errors { get; } = [];

    internal List<string> Warnings { get; } = [];

    internal List<string> Messages { get; } = [];

    internal List<string> Questions { get; } = [];

    internal List<ProgressRecord> ProgressRecords { get; } = [];

    /// <summary>What is answered when somebody is asked; null: nobody is there.</summary>
    internal Consent? Answer { get; set; }

    internal List<object?> Run(string script, CancellationToken stop = default)
    {
        Errors.Clear();
        var given = new List<object?>();
        session.Run(script, given.AddRange, stop);
        return given;
    }

    internal List<object?> Succeed(string script)
    {
        var given = Run(script);
        Assert.True(Errors.Count == 0, $"{script}\n{string.Join('\n', Errors.Select(error => error.Exception.Message))}");
        return given;
    }

    internal ErrorRecord Fail(string script)
    {
        Run(script);
        return Assert.Single(Errors);
    }

    void IShellHost.Error(ErrorRecord error) => Errors.Add(error);

    void IShellHost.Warning(string text) => Warnings.Add(text);

    void IShellHost.Message(string text) => Messages.Add(text);

    void IShellHost.Progress(ProgressRecord progress) => ProgressRecords.Add(progress);

    Consent? IShellHost.Ask(string question)
    {
        Questions.Add(question);
        return Answer;
    }
}
