using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Set, "DPMCredentials", SupportsShouldProcess = true)]
[Alias("Set-DPMCertificate", "Set-HoldfastCredentials")]
[Help("Refused with an explanation: agents and server know each other by certificates of the server's own authority, in every network.", Example = "Set-DPMCredentials -Type Certificate -Action Configure", ExampleRemarks = "Tells how an agent gets its certificate.")]
public sealed class SetCredentials : ServerCmdlet
{
    [Parameter(HelpMessage = "What DPM would authenticate by.")]
    public string? Type { get; set; }

    [Parameter(HelpMessage = "What DPM would do.")]
    public string? Action { get; set; }

    [Parameter(HelpMessage = "Where DPM would write metadata to.")]
    public string? OutputFilePath { get; set; }

    [Parameter(HelpMessage = "The certificate.")]
    public string? Thumbprint { get; set; }

    [Parameter(HelpMessage = "The certificate's authority.")]
    public string? AuthCAThumbprint { get; set; }

    protected override void Run() => throw NotKept(
        "Setting up certificates for agents",
        "An agent gets its certificate when it is enrolled, and renews it by itself: `holdfast agent token`, then `holdfast agent enroll` on the production server. For the console's certificate see the setting certificateFile.");
}
