using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsLifecycle.Start, "DPMProductionServerSwitchProtection", SupportsShouldProcess = true)]
[Alias("Start-ProductionServerSwitchProtection", "Start-HoldfastProductionServerSwitchProtection")]
[Help("Refused with an explanation: an agent changes its server by being enrolled there.",
    Example = "Start-DPMProductionServerSwitchProtection -ProductionServer fs1", ExampleRemarks = "Tells how an agent is enrolled with another server.")]
public sealed class StartProductionServerSwitchProtection : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The production server.")]
    public object ProductionServer { get; set; } = null!;

    [Parameter(HelpMessage = "How DPM would authenticate.")]
    public string? ProtectionType { get; set; }

    [Parameter(HelpMessage = "Domain of the production server.")]
    public string? DomainName { get; set; }

    [Parameter(HelpMessage = "Account that DPM would use.")]
    [Credential]
    public PSCredential? Credential { get; set; }

    protected override object? Subject => ProductionServer;

    protected override void Run() => throw NotKept(
        "Changing how an agent authenticates",
        "Agents have certificates of their own in every network, domain or not. Enroll the agent with another server: there `holdfast agent token`, on the production server `holdfast agent enroll`.");
}
