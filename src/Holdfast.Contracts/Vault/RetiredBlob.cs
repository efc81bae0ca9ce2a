namespace Holdfast.Contracts.Vault;

/// <summary>A blob that a server retired and that the vault still has.</summary>
/// <param name="PurgeAfter">The vault removes it some time after this.</param>
public sealed record RetiredBlob(string Server, string Name, long Bytes, DateTimeOffset Retired, DateTimeOffset PurgeAfter);
