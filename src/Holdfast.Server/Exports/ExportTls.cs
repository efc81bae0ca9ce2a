using System.Net.Security;
using System.Security.Authentication;

namespace Holdfast.Server.Exports;

/// <summary>TLS of exports: the server shows its certificate, clients need none; what lets them in is the name.</summary>
internal static class ExportTls
{
    internal static async Task<Stream> Start(Stream open, ExportPlace place, CancellationToken cancellation)
    {
        var secured = new SslStream(open, leaveInnerStreamOpen: true);
        try
        {
            await secured.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = place.Certificate(), ClientCertificateRequired = false, AllowRenegotiation = false,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                },
                cancellation);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }
}
