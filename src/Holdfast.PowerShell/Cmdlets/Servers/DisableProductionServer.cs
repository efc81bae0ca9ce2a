using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsLifecycle.Disable, "DPMProductionServer", SupportsShouldProcess = true), OutputType(typeof(ProductionServer))]
[Alias("Disable-ProductionServer", "Disable-HoldfastProductionServer")]
[Help("Suspends the protection of a production server: nothing of it runs by schedule, and nothing expires.",
    Description = "The protection groups of which it has all members are suspended. Groups that it shares with other production servers are named in an error and left as they are.",
    Example = "Disable-DPMProductionServer -ProductionServer fs1")]
public sealed class DisableProductionServer : ProductionServerSuspension
{
    private protected override bool Suspends => true;
}
