using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsLifecycle.Enable, "DPMProductionServer", SupportsShouldProcess = true), OutputType(typeof(ProductionServer))]
[Alias("Enable-ProductionServer", "Enable-HoldfastProductionServer")]
[Help("Resumes the protection of a production server that Disable-DPMProductionServer suspended.", Example = "Enable-DPMProductionServer -ProductionServer fs1")]
public sealed class EnableProductionServer : ProductionServerSuspension
{
    private protected override bool Suspends => false;
}
