namespace Holdfast.Contracts.Vault;

/// <summary>A server that is registered with a vault.</summary>
/// <param name="Id">The server's pool, 32 lower-case hexadecimal digits: it stays the same when the server registers again.</param>
public sealed record VaultedServer(string Id, string Name, DateTimeOffset Registered, DateTimeOffset LastRegistered);
