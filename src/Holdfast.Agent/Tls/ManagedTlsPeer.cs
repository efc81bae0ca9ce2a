using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace Holdfast.Agent.Tls;

/// <summary>The client's side of a handshake: TLS 1.3 or 1.2, AEAD suites with forward secrecy, HTTP/2, the agent's certificate where the server asks for one.</summary>
internal sealed class ManagedTlsPeer(string host, TlsIdentity? identity, ServerCertificateCheck check) : DefaultTlsClient(new BcTlsCrypto(new SecureRandom()))
{
    /// <summary>Why the server was refused, once it was.</summary>
    public string? Refusal { get; private set; }

    public override TlsAuthentication GetAuthentication() => new ManagedTlsCredentials((BcTlsCrypto)Crypto, m_context, identity, Check);

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.TLSv13.DownTo(ProtocolVersion.TLSv12);

    protected override int[] GetSupportedCipherSuites() =>
    [
        CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    ];

    protected override IList<ProtocolName> GetProtocolNames() => [ProtocolName.Http_2_Tls];

    protected override IList<ServerName>? GetSniServerNames() =>
        Uri.CheckHostName(host) == UriHostNameType.Dns ? [new ServerName(NameType.host_name, System.Text.Encoding.ASCII.GetBytes(new System.Globalization.IdnMapping().GetAscii(host)))] : null;

    private void Check(IReadOnlyList<byte[]> sent)
    {
        Refusal = check.Refuse(sent);
        if (Refusal is not null) throw new TlsFatalAlert(AlertDescription.bad_certificate, Refusal);
    }
}
