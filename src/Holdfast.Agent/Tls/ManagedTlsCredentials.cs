using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace Holdfast.Agent.Tls;

/// <summary>Shows the agent's certificate, and looks at the server's.</summary>
internal sealed class ManagedTlsCredentials(BcTlsCrypto crypto, TlsClientContext context, TlsIdentity? identity, Action<IReadOnlyList<byte[]>> check) : TlsAuthentication
{
    public void NotifyServerCertificate(TlsServerCertificate serverCertificate)
    {
        var chain = serverCertificate?.Certificate;
        check(chain is null ? [] : [.. Enumerable.Range(0, chain.Length).Select(i => chain.GetCertificateAt(i).GetEncoded())]);
    }

    public TlsCredentials? GetClientCredentials(CertificateRequest certificateRequest)
    {
        if (identity is null) return null;
        var own = crypto.CreateCertificate(identity.Certificate);
        var chain = TlsUtilities.IsTlsV13(context)
            ? new Certificate(certificateRequest.GetCertificateRequestContext(), [new CertificateEntry(own, null)])
            : new Certificate([own]);
        var algorithm = SignatureAndHashAlgorithm.GetInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
        return new BcDefaultTlsCredentialedSigner(new TlsCryptoParameters(context), crypto, ManagedTls.ReadKey(identity.PrivateKey), chain, algorithm);
    }
}
