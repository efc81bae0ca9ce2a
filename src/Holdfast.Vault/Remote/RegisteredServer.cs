using Holdfast.Contracts.Vault;
using Holdfast.Vault.Connections;

namespace Holdfast.Vault.Remote;

/// <summary>What a registration gave: keep it, the key as a secret.</summary>
/// <param name="Key">Of the membership's certificate, PKCS#8; made here and sent nowhere.</param>
/// <param name="Transfer">One of <see cref="VaultTransfers"/>.</param>
public sealed record RegisteredServer(VaultMembership Membership, byte[] Key, VaultRules Rules, string Transfer)
{
    /// <summary>Hides the key from logs.</summary>
    public override string ToString() => $"Server {Membership.ServerName} in vault {Membership.VaultName}";
}
