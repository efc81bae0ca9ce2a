using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsCommon.Get, "DPMCloudRecoveryService"), OutputType(typeof(CloudRecoveryService))]
[Alias("Get-HoldfastCloudRecoveryService")]
[Help("Reads a vault credentials file: which vault it is for, and how long it is good.", Example = "Get-DPMCloudRecoveryService -VaultCredentialsFilePath ./offsite.vaultcredentials")]
public sealed class GetCloudRecoveryService : ServerCmdlet
{
    [Parameter(Position = 1, HelpMessage = "The vault credentials file.")]
    public string? VaultCredentialsFilePath { get; set; }

    [Parameter(HelpMessage = "Not supported: servers register by vault credentials.")]
    public object? Certificate { get; set; }

    protected override void Run()
    {
        if (Certificate is not null) throw NotKept("-Certificate", "Let the vault's owner make a credentials file (`holdfast vault credentials`), and name it with -VaultCredentialsFilePath.");
        if (VaultCredentialsFilePath is null) throw new HoldfastException(ErrorCode.BadRequest, "No vault credentials file is given.", "Name it with -VaultCredentialsFilePath.");
        WriteObject(new CloudRecoveryService(Server, SecretFile.ReadCredentials(Located(VaultCredentialsFilePath))));
    }
}
