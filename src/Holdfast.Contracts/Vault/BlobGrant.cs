namespace Holdfast.Contracts.Vault;

/// <summary>Leave to create or to read one blob in the storage account, for at most an hour. The address is a secret.</summary>
/// <param name="Tier">With which a blob is created; null for reading.</param>
public sealed record BlobGrant(string Name, string Url, DateTimeOffset Expires, string? Tier)
{
    /// <summary>Hides the address from logs.</summary>
    public override string ToString() => $"Grant for {Name}";
}
