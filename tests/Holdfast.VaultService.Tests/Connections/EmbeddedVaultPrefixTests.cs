namespace Holdfast.VaultService.Tests.Connections;

public sealed class EmbeddedVaultPrefixTests() : VaultPrefixContract(new EmbeddedGround());
