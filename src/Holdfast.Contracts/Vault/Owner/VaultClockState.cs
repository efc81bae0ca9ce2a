namespace Holdfast.Contracts.Vault.Owner;

/// <summary>The time that the vaults of a data folder go by.</summary>
/// <param name="Believed">By which locks end and what was retired is removed.</param>
/// <param name="Shown">What the computer's clock shows.</param>
/// <param name="IsBelieved">False where the clock jumped ahead by more than a day: nothing is removed until it is confirmed or set back.</param>
public sealed record VaultClockState(DateTimeOffset Believed, DateTimeOffset Shown, bool IsBelieved);
