namespace Holdfast.Contracts.Vault.Wire;

/// <summary>Leaves, in the order in which they were asked for: creates, then reads.</summary>
public sealed record GrantAnswer(IReadOnlyList<BlobGrant> Grants);
