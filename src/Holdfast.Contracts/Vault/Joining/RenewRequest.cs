namespace Holdfast.Contracts.Vault.Joining;

/// <summary>Asks for a new certificate before the present one ends: POST renew.</summary>
/// <param name="Csr">As in <see cref="RegisterRequest"/>.</param>
public sealed record RenewRequest(string Csr);
