using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Commands.Vault;

/// <summary>A vault, what its servers have in it, and how far its checks have come.</summary>
internal sealed record VaultDetails(OwnedVault Vault, VaultUsage Usage, IReadOnlyList<ServerChecks> Checks);
