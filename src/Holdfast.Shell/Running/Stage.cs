using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Cmdlets;
using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Running;

/// <summary>A command in a running pipeline.</summary>
internal sealed class Stage : ICmdletOutput, IDisposable
{
    private readonly CmdletEntry entry;
    private readonly IReadOnlyList<Argument> arguments;
    private readonly ShellSession session;
    private readonly Action<object?> next;
    private readonly CancellationToken stop;
    private readonly ArgumentBinder binder;
    private PipelineBinder? input;
    private Consent? forAll;
    private KeptStream? given, errors, warnings;

    /// <param name="next">Takes what it gives out.</param>
    internal Stage(CmdletEntry entry, IReadOnlyList<Argument> arguments, ShellSession session, Action<object?> next, CancellationToken stop)
    {
        (this.entry, this.arguments, this.session, this.next, this.stop) = (entry, arguments, session, next, stop);
        Cmdlet = entry.Create();
        Cmdlet.Output = this;
        binder = new ArgumentBinder(entry.Name, new CommandParameters(entry), Cmdlet);
    }

    internal PSCmdlet Cmdlet { get; }

    /// <summary>Binds the command line and begins.</summary>
    /// <param name="takesInput">Objects will come.</param>
    internal void Start(bool takesInput)
    {
        binder.BindLine(arguments, takesInput);
        if (takesInput) input = new PipelineBinder(binder);
        (given, errors, warnings) = (new(session, binder.Common.OutVariable), new(session, binder.Common.ErrorVariable), new(session, binder.Common.WarningVariable));
        Cmdlet.Begin();
    }

    /// <summary>Takes one object of the pipeline.</summary>
    internal void Accept(object? value)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            if (!input!.Bind(value))
            {
                Error(Refused(value));
                return;
            }
        }
        catch (HoldfastException failure)
        {
            // This object cannot be taken; the next one may be.
            Error(ErrorRecords.Of(failure, value));
            return;
        }
        Cmdlet.Process();
    }

    internal void Finish()
    {
        if (input is null) Cmdlet.Process();
        Cmdlet.End();
    }

    public void Dispose() => (Cmdlet as IDisposable)?.Dispose();

    void ICmdletOutput.Object(object? value)
    {
        stop.ThrowIfCancellationRequested();
        given?.Add(value);
        if (binder.Common.PipelineVariable is { } current) session.Keep(current, value);
        next(value);
    }

    void ICmdletOutput.Error(ErrorRecord error) => Error(error);

    void ICmdletOutput.Warning(string text)
    {
        warnings?.Add(text);
        if ((binder.Common.WarningAction ?? ActionPreference.Continue) == ActionPreference.Continue) session.Host.Warning(text);
    }

    void ICmdletOutput.Verbose(string text)
    {
        if (binder.Common.Verbose) session.Host.Message(text);
    }

    void ICmdletOutput.Say(string text) => session.Host.Message(text);

    void ICmdletOutput.Progress(ProgressRecord progress)
    {
        if ((binder.Common.ProgressAction ?? ActionPreference.Continue) == ActionPreference.Continue) session.Host.Progress(progress);
    }

    bool ICmdletOutput.ShouldProcess(string target, string action)
    {
        if (binder.Common.WhatIf)
        {
            session.Host.Message($"What if: {action}: {target}");
            return false;
        }
        if (!(binder.Common.Confirm?.IsPresent ?? entry.Impact >= ConfirmImpact.High)) return true;
        var answer = forAll ?? session.Host.Ask($"{action}: {target}?") ?? throw new HoldfastException(
            ErrorCode.BadRequest, $"{entry.Name} asks before it does this, and nobody can be asked here: {action}: {target}.", "Say -Confirm:$false (in a Unix shell '-Confirm:$false') where it shall be done without being asked.");
        if (answer is Consent.YesToAll or Consent.NoToAll) forAll = answer;
        return answer is Consent.Yes or Consent.YesToAll;
    }

    private void Error(ErrorRecord error)
    {
        var action = binder.Common.ErrorAction ?? session.ErrorPreference;
        if (action != ActionPreference.Ignore) errors?.Add(error);
        switch (action)
        {
            case ActionPreference.Stop:
                throw new PipelineEndedException(error, endsScript: true);
            case ActionPreference.Continue:
                session.Report(error);
                break;
            default:
                break;
        }
    }

    private ErrorRecord Refused(object? value) => ErrorRecords.Of(
        Usage.WrongFor(entry.Name, input!.TakesAnything ? $"It takes no {value?.GetType().Name ?? "nothing"} through the pipeline." : "It takes nothing through the pipeline."), value);
}
