namespace Holdfast.Contracts.Vault.Owner;

/// <summary>A vault's bill for a month: storage alone, for that is all that a vault sees.</summary>
/// <param name="Month">Such as 2026-11.</param>
/// <param name="PriceFile">Where the price comes from: of the service's data folder.</param>
public sealed record VaultBill(string Vault, string Month, int Days, string Currency, decimal GigabyteMonth, IReadOnlyList<VaultCharge> Charges, decimal Total, string PriceFile);
