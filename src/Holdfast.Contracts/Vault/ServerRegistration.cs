namespace Holdfast.Contracts.Vault;

/// <summary>registration.json of a server in a vault. The id is the server's pool: it stays the same when the server registers again.</summary>
public sealed record ServerRegistration(int Version, string Id, string Name, DateTimeOffset Registered, DateTimeOffset LastRegistered);
