using Holdfast.PowerShell.Views;
using Holdfast.Contracts.Api;

namespace Holdfast.PowerShell.Connections;

/// <summary>A backup server that this session talks to.</summary>
[View("Name", "Address", "Account", "Version")]
public sealed class DpmServer : IDisposable
{
    private readonly HoldfastClient client;

    internal DpmServer(string name, HoldfastClient client, string account, StatusInfo status)
    {
        Name = name;
        this.client = client;
        Account = account;
        Version = status.Version;
        HostName = status.Agents.FirstOrDefault(agent => agent.Id == "local")?.Server ?? name;
    }

    /// <summary>What it was connected as: a URL, a host name, or the name of this computer.</summary>
    public string Name { get; }

    public Uri Address => client.Server;

    /// <summary>Who is signed in.</summary>
    public string Account { get; }

    public string Version { get; }

    /// <summary>Name of its computer, which can be a production server as well.</summary>
    public string HostName { get; }

    internal HoldfastClient Client => Confirmation.GoesAlong(client);

    /// <summary>Vault credentials that Start-DPMCloudRegistration was given without a passphrase: Set-DPMCloudSubscriptionSetting -Commit registers with them.</summary>
    internal byte[]? VaultCredentials { get; set; }

    public void Dispose() => client.Dispose();

    public override string ToString() => Name;
}
