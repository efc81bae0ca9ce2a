using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;

namespace Holdfast.Vault.Remote;

/// <summary>Trusts what the vault's own authority issued for serving at the address that was called, and nothing else: what the computer trusts otherwise does not count.</summary>
internal sealed class ServiceTrust : IDisposable
{
    private readonly X509Certificate2 authority;
    private readonly TimeProvider clock;

    /// <param name="authority">DER, Base64.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultNotTrusted"/>: it is no certificate.</exception>
    public ServiceTrust(string authority, TimeProvider clock)
    {
        this.clock = clock;
        try
        {
            this.authority = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(authority));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            throw new HoldfastException(ErrorCode.VaultNotTrusted, "The certificate of the vault's authority cannot be read.", inner: error);
        }
    }

    /// <summary>Why the last handshake was refused here; null where none was.</summary>
    public string? Refusal { get; private set; }

    public bool Check(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = Reason(shown, errors);
        return Refusal is null;
    }

    public void Dispose() => authority.Dispose();

    private string? Reason(X509Certificate? shown, SslPolicyErrors errors)
    {
        if (shown is null) return "it shows no certificate";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return "its certificate is for another address";
        using var copy = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return CertificateRules.IsIssued(copy, authority, CertificateRules.ServerUse, clock.GetUtcNow()) ? null : "its certificate is not of the vault's authority, or not valid now";
    }
}
