namespace Holdfast.Contracts.Vault.Owner;

/// <summary>How far the vault's checks of a server's packs have come.</summary>
public sealed record ServerChecks(string Id, string Name, PackCheckSummary Checks);
