using System.Security;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Roles;

[Cmdlet(VerbsCommon.Set, "DPMRole", SupportsShouldProcess = true)]
[Alias("Set-HoldfastRole")]
[Help("Commits a role: makes the account, or changes what it is limited to.", Example = "Set-DPMRole -DpmRole $role -Password (Read-Host -AsSecureString)")]
public sealed class SetRole : RoleCmdlet
{
    [Parameter(HelpMessage = "Password of a new account.")]
    [SecretArgument]
    public SecureString? Password { get; set; }

    protected override void Run()
    {
        var accounts = DpmRole.Server.Client.Accounts;
        if (!ShouldProcess(DpmRole.Name, DpmRole.Info is null ? "Make an account that may recover" : "Change what the account is limited to, and end its sessions")) return;
        if (DpmRole.Info is { } known) Wait(accounts.Modify(known.Id, new ModifyAccountRequest(Servers: DpmRole.ProductionServers, Groups: DpmRole.ProtectionGroups), Stop));
        else Wait(accounts.Create(new CreateAccountRequest(DpmRole.Name, RoleNames.RecoveryOperator, Secrets.Text(Given()), DpmRole.ProductionServers, DpmRole.ProtectionGroups), Stop));
    }

    private SecureString Given() => Password ?? throw new HoldfastException(
        ErrorCode.BadRequest, $"The new account {DpmRole.Name} needs a password.", "Give it with -Password (Read-Host -AsSecureString), or let people sign in by a directory: docs/security.md.");
}
