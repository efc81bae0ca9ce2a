using Holdfast.VaultService.Tests.Connections;

namespace Holdfast.VaultService.Tests.Transfer;

public sealed class RemoteVaultPrefixTests() : VaultPrefixContract(new RemoteGround());
