using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Notifications;

/// <summary>Lets certificates count that come from authorities of the owner's own, beside those that the system trusts. Names and dates are checked all the same.</summary>
internal static class TrustedAuthorities
{
    /// <summary>Null where there is no file: then the system alone decides.</summary>
    internal static RemoteCertificateValidationCallback? Check(string? file)
    {
        if (file is null) return null;
        var authorities = Load(file);
        return (_, certificate, chain, errors) => errors == SslPolicyErrors.None || errors == SslPolicyErrors.RemoteCertificateChainErrors && Leads(certificate, chain, authorities);
    }

    private static X509Certificate2Collection Load(string file)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds no certificate");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new HoldfastException(ErrorCode.ConfigurationContradicts, $"The authorities in {file} cannot be read: {failure.Message}", inner: failure);
        }
    }

    private static bool Leads(X509Certificate? certificate, X509Chain? given, X509Certificate2Collection authorities)
    {
        if (certificate is null) return false;
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // Own authorities rarely publish where revocation could be asked for.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in given?.ChainElements.AsEnumerable() ?? []) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(leaf);
    }
}
