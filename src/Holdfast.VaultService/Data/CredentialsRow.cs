namespace Holdfast.VaultService.Data;

/// <summary>The newest credentials file of a vault.</summary>
internal sealed record CredentialsRow
{
    public string VaultId { get; init; } = "";

    public long Serial { get; init; }

    /// <summary>SHA-256 of the registration key, Base64.</summary>
    public string KeyHash { get; init; } = "";

    public long Expires { get; init; }

    /// <summary>The server that has registered with it; no other can.</summary>
    public string? UsedBy { get; init; }
}
