using Holdfast.PowerShell.Help;

namespace Holdfast.Shell.Filters;

[Cmdlet("Get", "Credential"), OutputType(typeof(PSCredential))]
[Help("Asks for an account and its password, which is not shown.", Example = "Connect-DPMServer -DPMServerName backup.example.org -Credential (Get-Credential anna)")]
internal sealed class GetCredential : PSCmdlet
{
    [Parameter(Position = 0, HelpMessage = "The account; without it, it is asked for as well.")]
    [Alias("Credential")]
    public string? UserName { get; set; }

    protected override void ProcessRecord() => WriteObject(SecretPrompt.AskCredential(UserName));
}
