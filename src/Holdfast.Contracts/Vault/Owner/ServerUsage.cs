namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What a server has in a vault now.</summary>
/// <param name="Bytes">Everything that takes room, also what was deleted and can still be brought back.</param>
public sealed record ServerUsage(string Id, string Name, DateTimeOffset Registered, DateTimeOffset LastRegistered, long Bytes, long Packs, long Points)
{
    /// <summary>When the server last called; null where it did not since the service knows, or uses the data folder itself.</summary>
    public DateTimeOffset? LastContact { get; init; }
}
