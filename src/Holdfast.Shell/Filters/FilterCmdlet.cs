using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Cmdlets;

namespace Holdfast.Shell.Filters;

/// <summary>A command that people put behind others, as PowerShell has it built in.</summary>
internal abstract class FilterCmdlet : PSCmdlet
{
    [Parameter(ValueFromPipeline = true, HelpMessage = "What comes through the pipeline.")]
    public object? InputObject { get; set; }

    /// <summary>Ends the pipeline by an error of who typed it.</summary>
    protected void Fail(string message, string remedy) => ThrowTerminatingError(ErrorRecords.Of(new HoldfastException(ErrorCode.BadRequest, message, remedy), InputObject));
}
