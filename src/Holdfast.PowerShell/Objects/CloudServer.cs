using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A backup server that is registered with a vault.</summary>
[View("Name", "Vault", "Open", "RecoveryPoints")]
public sealed class CloudServer : ServerObject
{
    /// <param name="credentials">Content of the vault credentials file that it was found by; null: it is of this server's own vault.</param>
    internal CloudServer(DpmServer server, ExternalServerInfo info, byte[]? credentials) : base(server) => (Info, Credentials) = (info, credentials);

    private ExternalServerInfo Info { get; }

    internal byte[]? Credentials { get; }

    public string Name => Info.Name;

    public string Id => Info.Id;

    public string Vault => Info.Vault;

    /// <summary>Its passphrase was given: its recovery points can be read.</summary>
    public bool Open => Info.Open;

    public int RecoveryPoints => Info.RecoveryPoints;

    public override string ToString() => Name;
}
