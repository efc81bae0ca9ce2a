using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Agent.Tls;

/// <summary>TLS as the platform does it: OpenSSL on Linux, Schannel on Windows.</summary>
/// <param name="proxy">What connections go through; null where they go directly.</param>
public sealed class PlatformTls(TimeProvider time, IWebProxy? proxy = null) : IAgentTls
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public string Name => "platform";

    public string Scheme => Uri.UriSchemeHttps;

    public byte[] CreateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    public byte[] CreateSigningRequest(byte[] privateKey, string commonName)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        return new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256).CreateSigningRequest();
    }

    public SocketsHttpHandler CreateHandler(TlsIdentity? identity, ServerTrust trust)
    {
        var handler = new SocketsHttpHandler { UseProxy = proxy is not null, Proxy = proxy };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsServer(certificate, chain, errors, trust);
        // The channel connects by itself where it may, and knows nothing of proxies: with connections of our own it leaves that to the handler.
        if (proxy is not null) handler.ConnectCallback = Connect;
        if (identity is null) return handler;
        handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(Load(identity), additionalCertificates: null, offline: true);
        return handler;
    }

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static X509Certificate2 Load(TlsIdentity identity)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(identity.PrivateKey, out _);
        using var certificate = X509CertificateLoader.LoadCertificate(identity.Certificate);
        var whole = certificate.CopyWithPrivateKey(key);
        if (!OperatingSystem.IsWindows()) return whole;
        // Schannel uses no key that lives in memory alone: going through PKCS#12 gives it a name.
        using (whole) return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    private bool IsServer(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors, ServerTrust trust)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) return false;
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        IEnumerable<X509Certificate2> others = sent is null ? [] : sent.ChainPolicy.ExtraStore;
        if (Find([leaf.RawData, .. others.Select(other => other.RawData)], trust) is not { } authorityBytes) return false;
        using var authority = X509CertificateLoader.LoadCertificate(authorityBytes);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        return chain.Build(leaf) && IsForServing(leaf) && (trust.ServerName is not { } name || leaf.MatchesHostname(name, allowWildcards: false, allowCommonName: false));
    }

    private static byte[]? Find(byte[][] shown, ServerTrust trust)
    {
        try
        {
            return trust.FindAuthority(shown);
        }
        catch (Exception error) when (error is ArgumentException or IOException or InvalidOperationException)
        {
            return null; // not a certificate
        }
    }

    // The chain takes a certificate without a stated purpose for any purpose; agents hold certificates of the same authority.
    private static bool IsForServing(X509Certificate2 leaf) =>
        leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(purposes => purposes.EnhancedKeyUsages.Cast<Oid>().Any(purpose => purpose.Value == ServerAuthentication));
}
