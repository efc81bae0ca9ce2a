using System.Net;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Holdfast.Agent.Tls;

/// <summary>Whether the certificate that a server shows is one that the pinned authority made for serving, now valid, under the expected name.</summary>
internal sealed class ServerCertificateCheck(ServerTrust trust, TimeProvider time)
{
    private const int DnsName = GeneralName.DnsName, Address = GeneralName.IPAddress;

    /// <returns>Null, or why it is not.</returns>
    public string? Refuse(IReadOnlyList<byte[]> sent)
    {
        if (sent.Count == 0) return "the server showed no certificate";
        try
        {
            if (trust.FindAuthority(sent) is not { } authorityBytes) return "it does not come from the pinned authority";
            var parser = new X509CertificateParser();
            return Refuse(parser.ReadCertificate(sent[0]), parser.ReadCertificate(authorityBytes));
        }
        catch (Exception error) when (error is GeneralSecurityException or ArgumentException or IOException or InvalidOperationException)
        {
            return $"it cannot be checked: {error.Message}";
        }
    }

    private string? Refuse(X509Certificate leaf, X509Certificate authority)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!authority.IsValid(now)) return "the pinned authority's certificate is not valid now";
        if (!leaf.IsValid(now)) return "it is not valid now";
        // -1: not an authority at all.
        if (authority.GetBasicConstraints() < 0) return "the pinned certificate is not an authority's";
        if (!leaf.IssuerDN.Equivalent(authority.SubjectDN)) return "it does not come from the pinned authority";
        try
        {
            leaf.Verify(authority.GetPublicKey());
        }
        catch (GeneralSecurityException)
        {
            return "its signature is not the pinned authority's";
        }
        if (leaf.GetExtendedKeyUsage() is not { } purposes || !purposes.Contains(KeyPurposeID.id_kp_serverAuth)) return "it was not made for serving";
        return trust.ServerName is not { } name || Names(leaf).Any(known => IsSame(known, name)) ? null : $"it does not name '{name}'";
    }

    private static IEnumerable<string> Names(X509Certificate leaf) =>
        (leaf.GetSubjectAlternativeNames() ?? []).Where(entry => entry is [DnsName or Address, string]).Select(entry => (string)entry[1]);

    private static bool IsSame(string known, string name) =>
        IPAddress.TryParse(name, out var address)
            ? IPAddress.TryParse(known, out var other) && other.Equals(address)
            : string.Equals(known, name, StringComparison.OrdinalIgnoreCase);
}
