namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What a vault service gives out for other computers. Backup server and agent are one program.</summary>
/// <param name="Version">Of the service and of what it gives out.</param>
public sealed record ProgramOffers(string Version, IReadOnlyList<ProgramOffer> Programs);
