namespace Holdfast.Vault.Azure;

/// <param name="IsUnclear">An attempt got no answer and may have taken effect: where the name is taken, now or at a repetition, it may be by that attempt.</param>
public readonly record struct GrantResult(GrantOutcome Outcome, bool IsUnclear);
