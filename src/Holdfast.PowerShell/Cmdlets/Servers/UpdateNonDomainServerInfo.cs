using Holdfast.Contracts.Api.Agents;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsData.Update, "NonDomainServerInfo", SupportsShouldProcess = true), OutputType(typeof(ServerEnrollment))]
[Alias("Update-HoldfastNonDomainServerInfo")]
[Help("Makes what the agent of a production server needs to enroll again.",
    Description = "Agents are known by certificates that renew themselves, in a domain or not: there are no passwords to keep the same. This is for a computer that was set up anew.",
    Example = "Update-NonDomainServerInfo -PSName web01")]
public sealed class UpdateNonDomainServerInfo : ServerCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "The production server.")]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    [Alias("ProductionServerName")]
    public string PSName { get; set; } = "";

    protected override object? Subject => PSName;

    protected override void Run()
    {
        var server = Server;
        if (ShouldProcess(PSName, "Make a token to enroll with again")) WriteObject(new ServerEnrollment(server, PSName, Wait(server.Client.Agents.CreateToken(new AgentTokenRequest(PSName), Stop))));
    }
}
