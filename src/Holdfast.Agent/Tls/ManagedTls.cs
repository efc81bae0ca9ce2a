using System.Net.Sockets;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace Holdfast.Agent.Tls;

/// <summary>
/// TLS by BouncyCastle, for platforms whose own presents no client certificate (docs/adr/0012-managed-tls.md). HTTP does not know that its connections are secured,
/// so addresses have the scheme "http", and the server takes the scheme from the connection.
/// </summary>
public sealed class ManagedTls(TimeProvider time) : IAgentTls
{
    public string Name => "managed";

    public string Scheme => Uri.UriSchemeHttp;

    public byte[] CreateKey()
    {
        var generator = new ECKeyPairGenerator("ECDSA");
        generator.Init(new ECKeyGenerationParameters(SecObjectIdentifiers.SecP256r1, new SecureRandom()));
        return PrivateKeyInfoFactory.CreatePrivateKeyInfo(generator.GenerateKeyPair().Private).GetDerEncoded();
    }

    public byte[] CreateSigningRequest(byte[] privateKey, string commonName)
    {
        var key = ReadKey(privateKey);
        var name = new X509Name([X509Name.CN], new Dictionary<DerObjectIdentifier, string> { [X509Name.CN] = commonName });
        var point = key.Parameters.G.Multiply(key.D).Normalize();
        return new Pkcs10CertificationRequest("SHA256withECDSA", name, new ECPublicKeyParameters("ECDSA", point, key.PublicKeyParamSet), new DerSet(), key).GetDerEncoded();
    }

    public SocketsHttpHandler CreateHandler(TlsIdentity? identity, ServerTrust trust) => new()
    {
        UseProxy = false,
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return await SecureAsync(new NetworkStream(socket, ownsSocket: true), context.DnsEndPoint.Host, identity, trust, cancellation);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    /// <summary>Makes a connection secure; the stream that comes back owns the one given.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The server is not the one trusted, or refused.</exception>
    internal ValueTask<Stream> SecureAsync(Stream transport, string host, TlsIdentity? identity, ServerTrust trust, CancellationToken cancellation)
    {
        var check = new ServerCertificateCheck(trust, time);
        return ManagedTlsStream.ConnectAsync(transport, new ManagedTlsPeer(host, identity, check), cancellation);
    }

    /// <exception cref="InvalidKeyException">Not an elliptic key on a named curve.</exception>
    internal static ECPrivateKeyParameters ReadKey(byte[] privateKey)
    {
        AsymmetricKeyParameter key = PrivateKeyFactory.CreateKey(privateKey);
        return key as ECPrivateKeyParameters ?? throw new InvalidKeyException("The agent's key is not an elliptic one.");
    }
}
