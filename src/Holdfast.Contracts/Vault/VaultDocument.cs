namespace Holdfast.Contracts.Vault;

/// <summary>vault.json in a vault's storage folder: what a server needs to trust the folder, and nothing secret.</summary>
/// <param name="State">active, expired or deprovisioned.</param>
/// <param name="RegistrationKeyHash">SHA-256 of the newest registration key, Base64.</param>
public sealed record VaultDocument(
    int Version, string Id, string Name, string Storage, DateTimeOffset Created, int SoftDeleteDays, string State, string PublicKey, long NewestSerial, string RegistrationKeyHash)
{
    public const string Active = "active", Expired = "expired", Deprovisioned = "deprovisioned";
}
