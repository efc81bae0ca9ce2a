using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsCommon.Get, "DPMCloudRegisteredServers"), OutputType(typeof(CloudServer))]
[Alias("Get-HoldfastCloudRegisteredServers")]
[Help("Gets the servers of a vault: of this server's own one, or of the one that a credentials file is for.",
    Example = "$lost = Get-DPMCloudRegisteredServers -VaultCredentialsFilePath ./offsite.vaultcredentials | Where-Object Name -eq 'backup01'")]
public sealed class GetCloudRegisteredServers : ServerCmdlet
{
    [Parameter(Position = 1, HelpMessage = "Vault credentials file, at most 48 hours old; without it the servers that are known here.")]
    public string? VaultCredentialsFilePath { get; set; }

    protected override void Run()
    {
        var server = Server;
        var credentials = VaultCredentialsFilePath is { } path ? SecretFile.ReadCredentials(Located(path)) : null;
        var found = Wait(credentials is null ? server.Client.VaultServers(Stop) : server.Client.AddExternal(new AddExternalRequest(credentials), Stop));
        foreach (var other in found.Servers) WriteObject(new CloudServer(server, other, credentials));
    }
}
