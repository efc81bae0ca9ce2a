using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.New, "DPMServerScope")]
[Alias("New-ServerScope", "New-HoldfastServerScope")]
[Help("Refused with an explanation: what a person may see is said by roles of accounts.", Example = "New-DPMServerScope -AlertType ReplicaInInvalidState", ExampleRemarks = "Tells what takes its place.")]
public sealed class NewServerScope : ServerCmdlet
{
    [Parameter(HelpMessage = "An alert.")]
    public object? AlertType { get; set; }

    [Parameter(HelpMessage = "An error.")]
    public object? ErrorId { get; set; }

    [Parameter(HelpMessage = "An error.")]
    public object? DetailedErrorId { get; set; }

    [Parameter(HelpMessage = "What it is about.")]
    public object? ObjectId { get; set; }

    [Parameter(HelpMessage = "What it is about.")]
    public object? ObjectType { get; set; }

    protected override void Run() => throw NotKept(
        "A scope of a session", "An account sees what its role and its production servers allow: `holdfast account create`. Filter what cmdlets give, such as Get-DPMAlert | Where-Object AlertType -eq replicaInconsistent.");
}
