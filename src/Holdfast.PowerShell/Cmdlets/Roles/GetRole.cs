using Holdfast.Contracts.Accounts;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Get, "DPMRole"), OutputType(typeof(DpmRole))]
[Alias("Get-HoldfastRole")]
[Help("Gets the accounts that may only recover.", Example = "Get-DPMRole -Name anna")]
public sealed class GetRole : ServerCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Only the account of this name.")]
    public string? Name { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: every role that is given out can be changed, and committed by Set-DPMRole.")]
    public SwitchParameter Editable { get; set; }

    protected override void Run()
    {
        var server = Server;
        foreach (var account in Wait(server.Client.Accounts.List(Stop)).Accounts)
            if (account.Role == RoleNames.RecoveryOperator && (Name is null || string.Equals(account.Name, Name, StringComparison.OrdinalIgnoreCase))) WriteObject(new DpmRole(server, account.Name, account));
    }
}
