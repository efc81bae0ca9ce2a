using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Connection;

/// <summary>Accepts a server by the SHA-256 of its certificate, or by what this computer trusts; says which certificate it was that it did not accept.</summary>
public sealed class PinnedHandler : DelegatingHandler
{
    private readonly string? pin;
    private string? refused;

    public PinnedHandler(string? pin, SocketsHttpHandler inner) : base(inner)
    {
        this.pin = pin is null ? null : Normalized(pin);
        inner.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors);
    }

    /// <summary>64 hexadecimal digits; colons and case make no difference.</summary>
    public static string Normalized(string pin)
    {
        var digits = pin.Replace(":", "").ToLowerInvariant();
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? digits
            : throw new HoldfastException(ErrorCode.BadRequest, "A pinned certificate is given by its SHA-256: 64 hexadecimal digits.");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure) when (refused is not null)
        {
            throw NotTrusted(failure);
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return base.Send(request, cancellationToken);
        }
        catch (HttpRequestException failure) when (refused is not null)
        {
            throw NotTrusted(failure);
        }
    }

    private bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        var hash = certificate is null ? "none" : Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()));
        if (pin is null ? errors == SslPolicyErrors.None : CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(hash), System.Text.Encoding.ASCII.GetBytes(pin)))
            return true;
        refused = hash;
        return false;
    }

    private HoldfastException NotTrusted(Exception failure) =>
        new(ErrorCode.CertificateNotPinned, $"The server's certificate (SHA-256 {refused}) is {(pin is null ? "not trusted by this computer" : "not the pinned one")}.", inner: failure);
}
