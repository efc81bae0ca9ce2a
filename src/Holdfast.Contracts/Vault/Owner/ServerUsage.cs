namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What a server has in a vault now.</summary>
/// <param name="Bytes">Everything that takes room, also what was deleted and can still be brought back.</param>
public sealed record ServerUsage(string Id, string Name, DateTimeOffset Registered, DateTimeOffset LastRegistered, long Bytes, long Packs, long Points);
