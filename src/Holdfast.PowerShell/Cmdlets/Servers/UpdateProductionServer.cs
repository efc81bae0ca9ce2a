using Holdfast.Contracts.Api.Agents;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsData.Update, "DPMProductionServer", SupportsShouldProcess = true), OutputType(typeof(ProductionServerUpdate))]
[Alias("Update-ProductionServer", "Update-HoldfastProductionServer")]
[Help("Brings the agent of a production server to the backup server's version, or tells what to run there.",
    Example = "Get-DPMProductionServer | Where-Object AgentState -eq updateNeeded | Update-DPMProductionServer")]
public sealed class UpdateProductionServer : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The production server, or its name.")]
    [ProductionServerArgument]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public ProductionServer ProductionServer { get; set; } = null!;

    protected override object? Subject => ProductionServer;

    protected override void Run()
    {
        var server = ProductionServer.Server;
        if (ProductionServer.IsBackupServer)
            WriteObject(new ProductionServerUpdate(server, ProductionServer.ServerName, new AgentUpdate("upToDate", server.Version, server.Version, null, "The backup server's own agent is a part of it.")));
        else if (ShouldProcess(ProductionServer.ServerName, "Update the agent"))
            WriteObject(new ProductionServerUpdate(server, ProductionServer.ServerName, Wait(server.Client.Agents.Update(ProductionServer.AgentId, Stop))));
    }
}
