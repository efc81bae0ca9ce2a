namespace Holdfast.Shell.Automation;

/// <summary>A cmdlet ended the pipeline by an error.</summary>
public sealed class PipelineEndedException(ErrorRecord error, bool endsScript = false) : Exception(error.Exception.Message, error.Exception)
{
    public ErrorRecord Error => error;

    /// <summary>Nothing behind the pipeline runs either: -ErrorAction Stop.</summary>
    public bool EndsScript => endsScript;
}
