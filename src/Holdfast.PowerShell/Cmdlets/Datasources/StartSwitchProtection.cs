using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsLifecycle.Start, "DPMSwitchProtection", SupportsShouldProcess = true)]
[Alias("Start-SwitchProtection", "Start-HoldfastSwitchProtection")]
[Help("Refused with an explanation: there is no secondary backup server; the vault is what survives the loss of the first.",
    Example = "Start-DPMSwitchProtection -ProtectionGroup $group", ExampleRemarks = "Tells how another server recovers, and takes over.")]
public sealed class StartSwitchProtection : HoldfastCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = "The protection group.")]
    public object? ProtectionGroup { get; set; }

    [Parameter(HelpMessage = "The datasource.")]
    public object? Datasource { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public SwitchParameter Async { get; set; }

    protected override object? Subject => ProtectionGroup ?? Datasource;

    protected override void Run() => throw NotKept(
        "Protection by a secondary server",
        "Another server recovers what this one put into the vault (`holdfast external add`), or takes its place with its passphrase (`holdfast vault rebuild`); agents are enrolled with it by `holdfast agent enroll`.");
}
