using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Contracts.Certificates;

/// <summary>Rules about certificates of an own authority. Only that authority counts; what the computer trusts otherwise does not.</summary>
public static class CertificateRules
{
    /// <summary>Extended key usages of RFC 5280.</summary>
    public const string ServerUse = "1.3.6.1.5.5.7.3.1", ClientUse = "1.3.6.1.5.5.7.3.2";

    private const string AlternativeNames = "2.5.29.17";
    private const int UriTag = 6;

    /// <summary>Whether a certificate was issued by the authority for this use and is valid at that time.</summary>
    public static bool IsIssued(X509Certificate2 certificate, X509Certificate2 authority, string use, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        // An authority of the same name but with another key ends in a chain that does not hold.
        return chain.Build(certificate) && chain.ChainElements.Count == 2 && chain.ChainElements[1].Certificate.RawDataMemory.Span.SequenceEqual(authority.RawDataMemory.Span);
    }

    /// <summary>What follows <paramref name="scheme"/> in the first of a certificate's alternative names that begins with it, or null.</summary>
    public static string? NamedBy(X509Certificate2 certificate, string scheme)
    {
        var extension = certificate.Extensions.FirstOrDefault(candidate => candidate.Oid?.Value == AlternativeNames);
        if (extension is null) return null;
        try
        {
            var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            var uri = new Asn1Tag(TagClass.ContextSpecific, UriTag);
            while (names.HasData)
            {
                if (!names.PeekTag().HasSameClassAndValue(uri)) names.ReadEncodedValue();
                else if (names.ReadCharacterString(UniversalTagNumber.IA5String, uri) is var text && text.StartsWith(scheme, StringComparison.Ordinal)) return text[scheme.Length..];
            }
            return null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>A certificate whose key TLS can use on every platform: Windows takes none that lives in memory only.</summary>
    public static X509Certificate2 WithKey(X509Certificate2 certificate, ECDsa key)
    {
        using var joined = certificate.CopyWithPrivateKey(key);
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12, password), password);
    }
}
