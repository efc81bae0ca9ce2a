namespace Holdfast.Contracts.Api.Vaults;

/// <summary>Under which epochs is sealed from now on.</summary>
/// <param name="VaultEpoch">Null where this server is not registered with a vault.</param>
public sealed record KeyRotationInfo(long PoolEpoch, long? VaultEpoch);
