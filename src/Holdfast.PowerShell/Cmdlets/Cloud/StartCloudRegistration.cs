using System.Security;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsLifecycle.Start, "DPMCloudRegistration", SupportsShouldProcess = true), OutputType(typeof(CloudSubscription))]
[Alias("Start-HoldfastCloudRegistration")]
[Help("Registers this server with a vault.",
    Description = "A vault copy has a passphrase from its first byte on. Without -EncryptionPassphrase the credentials are kept in this session, and Set-DPMCloudSubscriptionSetting -EncryptionPassphrase … -Commit registers.",
    Example = "Start-DPMCloudRegistration -VaultCredentialsFilePath ./offsite.vaultcredentials -EncryptionPassphrase (Read-Host -AsSecureString)")]
public sealed class StartCloudRegistration : ServerCmdlet
{
    [Parameter(HelpMessage = "The vault credentials file, at most 48 hours old.")]
    public string? VaultCredentialsFilePath { get; set; }

    [Parameter(ValueFromPipeline = true, HelpMessage = "The vault, of Get-DPMCloudRecoveryService, in the place of the file.")]
    public CloudRecoveryService? RecoveryService { get; set; }

    [Parameter(HelpMessage = "Passphrase of at least 16 printable ASCII characters; registers at once.")]
    [SecretArgument]
    public SecureString? EncryptionPassphrase { get; set; }

    protected override void Run()
    {
        var server = RecoveryService?.Server ?? Server;
        var credentials = RecoveryService?.File ?? (VaultCredentialsFilePath is { } path ? SecretFile.ReadCredentials(Located(path)) : null)
            ?? throw new HoldfastException(ErrorCode.BadRequest, "No vault is given.", "Name its credentials file with -VaultCredentialsFilePath.");
        if (!ShouldProcess(server.Name, $"Register with the vault {new CloudRecoveryService(server, credentials)}")) return;
        if (EncryptionPassphrase is { } passphrase)
        {
            WriteObject(new CloudSubscription(server, Wait(server.Client.RegisterVault(new RegisterVaultRequest(credentials, Secrets.Text(passphrase)), Stop))));
            return;
        }
        server.VaultCredentials = credentials;
        WriteWarning("The server is registered once Set-DPMCloudSubscriptionSetting -EncryptionPassphrase … -Commit has run in this session.");
    }
}
