using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Get, "DPMAccessLicense"), OutputType(typeof(AccessLicense))]
[Alias("Get-AccessLicense", "Get-HoldfastAccessLicense")]
[Help("Gets the protected instances of a month, which are what protection is paid by in the place of licenses.", Example = "Get-DPMAccessLicense -Period 2026-11")]
public sealed class GetAccessLicense : ServerCmdlet
{
    [Parameter(HelpMessage = "The month as YYYY-MM; without it the one that runs.")]
    public string? Period { get; set; }

    [Parameter(HelpMessage = "Refused: there are no licenses of several kinds.")]
    public object? License { get; set; }

    [Parameter(HelpMessage = "Refused: there are no licenses of several kinds.")]
    public string? LicenseName { get; set; }

    protected override void Run()
    {
        if (License is not null || LicenseName is not null) throw NotKept("-License", "Protection is counted by instances: leave it out.");
        var server = Server;
        var bill = Wait(server.Client.Billing.Bill(Period, Stop));
        foreach (var instance in bill.Instances) WriteObject(new AccessLicense(server, bill, instance));
    }
}
