using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMPerformanceOptimization", SupportsShouldProcess = true, DefaultParameterSetName = Enabled), OutputType(typeof(ProtectionGroup))]
[Alias("Set-PerformanceOptimization", "Set-HoldfastPerformanceOptimization")]
[Help("Says whether agents compress what they send for a modifiable protection group.", Example = "Set-DPMPerformanceOptimization -ProtectionGroup $group -EnableCompression")]
public sealed class SetPerformanceOptimization : GroupEditCmdlet
{
    private const string Enabled = "Enable", Disabled = "Disable";

    [Parameter(Mandatory = true, ParameterSetName = Enabled, HelpMessage = "They do.")]
    public SwitchParameter EnableCompression { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Disabled, HelpMessage = "They do not: less work for processors, more for the network.")]
    public SwitchParameter DisableCompression { get; set; }

    private protected override string Action => EnableCompression ? "Compress on the wire" : "Do not compress on the wire";

    private protected override void Edit(GroupChanges changes) => changes.Policy = changes.Policy with { Compress = EnableCompression };
}
