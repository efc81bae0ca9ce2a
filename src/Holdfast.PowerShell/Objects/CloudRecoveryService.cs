using Holdfast.Contracts.Vault;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>A vault, as its credentials file names it.</summary>
[View("Name", "Address", "Issued", "Expires")]
public sealed class CloudRecoveryService : ServerObject
{
    internal CloudRecoveryService(DpmServer server, byte[] file) : base(server) => (File, Content) = (file, VaultCredentials.Parse(file));

    /// <summary>Content of the credentials file. A secret is in it.</summary>
    internal byte[] File { get; }

    private VaultCredentials Content { get; }

    public string Name => Content.VaultName;

    public string VaultId => Content.VaultId;

    /// <summary>Of the vault service, or the folder that the vault lies in.</summary>
    public string Address => Content.Address;

    public DateTime Issued => Content.Issued.LocalDateTime;

    /// <summary>Servers register with the file until then.</summary>
    public DateTime Expires => Content.Expires.LocalDateTime;

    public override string ToString() => Name;
}
