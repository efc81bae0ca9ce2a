using System.Collections;

namespace Holdfast.Shell.Automation;

/// <summary>
/// What the cmdlets of the module need of PowerShell's engine, under PowerShell's names, so that the same files compile against either. What
/// PowerShell promises of a member holds here too.
/// </summary>
public abstract class PSCmdlet
{
    internal ICmdletOutput Output { get; set; } = null!;

    public InvocationInfo MyInvocation { get; } = new();

    public SessionState SessionState => SessionState.Here;

    public string ParameterSetName { get; internal set; } = ParameterAttribute.AllParameterSets;

    internal void Begin() => BeginProcessing();

    internal void Process() => ProcessRecord();

    internal void End() => EndProcessing();

    internal void Interrupt() => StopProcessing();

    public void WriteObject(object? sendToPipeline) => Output.Object(sendToPipeline);

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        if (!enumerateCollection || sendToPipeline is string || sendToPipeline is not IEnumerable many) Output.Object(sendToPipeline);
        else foreach (var one in many) Output.Object(one);
    }

    public void WriteError(ErrorRecord errorRecord) => Output.Error(errorRecord);

    public void WriteWarning(string text) => Output.Warning(text);

    public void WriteVerbose(string text) => Output.Verbose(text);

    public void WriteProgress(ProgressRecord progressRecord) => Output.Progress(progressRecord);

    public bool ShouldProcess(string target, string action) => Output.ShouldProcess(target, action);

    public void ThrowTerminatingError(ErrorRecord errorRecord) => throw new PipelineEndedException(errorRecord);

    protected virtual void BeginProcessing()
    {
    }

    protected virtual void ProcessRecord()
    {
    }

    protected virtual void EndProcessing()
    {
    }

    protected virtual void StopProcessing()
    {
    }
}
