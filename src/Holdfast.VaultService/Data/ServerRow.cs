namespace Holdfast.VaultService.Data;

/// <summary>A server that is registered with a vault.</summary>
internal sealed record ServerRow
{
    public string VaultId { get; init; } = "";

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public long Registered { get; init; }

    public long LastRegistered { get; init; }

    /// <summary>Serial number of the certificate that is good; null for a server that uses the data folder itself.</summary>
    public string? Certificate { get; init; }

    /// <summary>Of the one that takes its place when it is first used.</summary>
    public string? NextCertificate { get; init; }
}
