using Holdfast.VaultService.Tests.Connections;

namespace Holdfast.VaultService.Tests.Transfer;

public sealed class RemoteVaultRetirementTests() : VaultRetirementContract(new RemoteGround());
