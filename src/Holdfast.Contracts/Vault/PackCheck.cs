namespace Holdfast.Contracts.Vault;

/// <summary>When a vault last read a pack whole and found the hash that was declared when it came.</summary>
/// <param name="Verified">Null where it was not read yet.</param>
/// <param name="Damage">What is wrong with it (missing, altered, unreadable); null where nothing is.</param>
public sealed record PackCheck(string Name, long Bytes, DateTimeOffset Created, DateTimeOffset? Verified, string? Damage);
