namespace Holdfast.Contracts.Vault.Owner;

/// <param name="Days">1 to 146000, and not fewer than now.</param>
public sealed record LockChange(int Days);
