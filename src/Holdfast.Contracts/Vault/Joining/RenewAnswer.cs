namespace Holdfast.Contracts.Vault.Joining;

/// <summary>The new certificate, DER, Base64. The present one is good until the new one is first used.</summary>
public sealed record RenewAnswer(string Certificate);
