namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Who is signed in: GET session. By the local token: "local".</summary>
public sealed record OwnerInfo(string Name);
