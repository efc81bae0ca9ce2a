namespace Holdfast.VaultService.Tests.Connections;

public sealed class EmbeddedVaultRetirementTests() : VaultRetirementContract(new EmbeddedGround());
