namespace Holdfast.Agent.Tls;

/// <summary>What an agent needs of TLS: a key of its own, and connections with it to a pinned server. Two ways: the platform's, and managed code.</summary>
public interface IAgentTls
{
    /// <summary>For people: which way this is.</summary>
    string Name { get; }

    /// <summary>Scheme of the addresses that a handler of this kind takes: "http" where the handler secures the connection beneath HTTP itself. The connection is
    /// TLS either way.</summary>
    string Scheme { get; }

    /// <summary>Makes an ECDSA P-256 key.</summary>
    /// <returns>PKCS#8, DER.</returns>
    byte[] CreateKey();

    /// <summary>A request for a certificate (PKCS#10, DER), signed with the key.</summary>
    byte[] CreateSigningRequest(byte[] privateKey, string commonName);

    /// <summary>A handler whose connections speak TLS 1.2 or 1.3 with that server only. Connecting fails with an <see cref="HttpRequestException"/> around an
    /// AuthenticationException where the server is another one.</summary>
    /// <param name="identity">Null at the first contact, when a token stands for the certificate.</param>
    /// <param name="trust">The server.</param>
    SocketsHttpHandler CreateHandler(TlsIdentity? identity, ServerTrust trust);
}
