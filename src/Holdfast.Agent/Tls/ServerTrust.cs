using System.Security.Cryptography;

namespace Holdfast.Agent.Tls;

/// <summary>
/// Which server an agent talks to: one whose certificate was made for serving by the pinned authority. No other authority counts, neither the platform's nor one
/// that the server sends along.
/// </summary>
/// <param name="KeyHash">SHA-256 of the authority's SubjectPublicKeyInfo.</param>
/// <param name="Authority">The authority's certificate (DER) where it is known; at the first contact it is taken from what the server shows, and must have
/// that key.</param>
/// <param name="ServerName">Name or address that the server's certificate must bear; null: any of that authority.</param>
public sealed record ServerTrust(byte[] KeyHash, byte[]? Authority = null, string? ServerName = null)
{
    public static ServerTrust Pinned(byte[] authority, string? serverName = null) => new(CertificateParts.KeyHash(authority), authority, serverName);

    /// <summary>The pinned authority's certificate, or null where neither was it kept nor does the server show it.</summary>
    /// <param name="shown">What the server shows, its own certificate first.</param>
    internal byte[]? FindAuthority(IReadOnlyList<byte[]> shown)
    {
        IEnumerable<byte[]> candidates = Authority is not null ? [Authority] : CertificateParts.CarriedAuthority(shown[0]) is { } carried ? [carried, .. shown.Skip(1)] : shown.Skip(1);
        return candidates.FirstOrDefault(candidate => CryptographicOperations.FixedTimeEquals(CertificateParts.KeyHash(candidate), KeyHash));
    }
}
