namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What a server's data costs in a month.</summary>
/// <param name="AverageBytes">Averaged over all days of the month; days without a sample count as nothing.</param>
/// <param name="Days">For how many days there is a sample.</param>
/// <param name="Amount">To the hundredth.</param>
public sealed record VaultCharge(string Server, string ServerId, int Days, long AverageBytes, decimal Amount);
