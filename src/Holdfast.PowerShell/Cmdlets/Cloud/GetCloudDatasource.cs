using System.Security;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsCommon.Get, "DPMCloudDatasource"), OutputType(typeof(CloudDatasource))]
[Alias("Get-HoldfastCloudDatasource")]
[Help("Gets what another server of a vault has sent there, to recover it here.",
    Description = "Get-DPMRecoveryPoint gets the recovery points of what this gives out. Nothing has to be catalogued before.",
    Example = "Get-DPMCloudDatasource -CloudProtectedDPMServer $lost -EncryptionPassphrase (Read-Host -AsSecureString)")]
public sealed class GetCloudDatasource : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The server, of Get-DPMCloudRegisteredServers.")]
    public CloudServer CloudProtectedDPMServer { get; set; } = null!;

    [Parameter(Position = 1, HelpMessage = "The passphrase of that server; not needed again once it was given.")]
    [SecretArgument]
    public SecureString? EncryptionPassphrase { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the answer comes at once.")]
    public SwitchParameter Async { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: nothing calls it.", DontShow = true)]
    public object? JobStateChangedHandler { get; set; }

    protected override object? Subject => CloudProtectedDPMServer;

    protected override void Run()
    {
        var (client, other) = (CloudProtectedDPMServer.Server.Client, CloudProtectedDPMServer);
        if (!other.Open) Open(client, other);
        var points = Wait(client.ExternalRecoveryPoints(other.Id, Stop)).RecoveryPoints;
        foreach (var source in points.GroupBy(point => point.Source)) WriteObject(new CloudDatasource(other, [.. source.OrderBy(point => point.Created)]));
    }

    private void Open(HoldfastClient client, CloudServer other)
    {
        if (EncryptionPassphrase is not { } passphrase)
            throw new HoldfastException(ErrorCode.BadRequest, $"The passphrase of {other.Name} is needed.", "Give it with -EncryptionPassphrase.");
        if (other.Credentials is not { } credentials)
            throw new HoldfastException(ErrorCode.BadRequest, $"{other.Name} can only be opened by vault credentials.", "Get it with Get-DPMCloudRegisteredServers -VaultCredentialsFilePath FILE.");
        Wait(client.AddExternal(new AddExternalRequest(credentials, other.Id, Secrets.Text(passphrase)), Stop));
    }
}
