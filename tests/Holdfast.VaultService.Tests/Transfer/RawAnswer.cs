using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>What a service answers to bytes that no client of ours would send.</summary>
internal sealed record RawAnswer(int Status, string Text)
{
    /// <param name="request">Request line and headers without Host; a body after an empty line.</param>
    /// <param name="identity">With its key; null for none.</param>
    public static RawAnswer Ask(Uri address, X509Certificate2? identity, string request)
    {
        using var socket = new TcpClient(address.Host, address.Port);
        socket.ReceiveTimeout = 20_000;
        using var tls = new SslStream(socket.GetStream());
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = address.Host, RemoteCertificateValidationCallback = (_, _, _, _) => true,
            ClientCertificates = identity is null ? null : new X509CertificateCollection { identity },
        });
        var line = request.IndexOf("\r\n", StringComparison.Ordinal);
        tls.Write(Encoding.ASCII.GetBytes($"{request[..line]}\r\nHost: {address.Authority}\r\nConnection: close{request[line..]}"));
        using var answer = new MemoryStream();
        tls.CopyTo(answer);
        var text = Encoding.UTF8.GetString(answer.ToArray());
        return new RawAnswer(int.Parse(text.Split(' ')[1], null), text);
    }
}
