using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Hosting;

/// <summary>Where callers on other computers are listened to, and with which certificate.</summary>
/// <param name="HostNames">Names under which a request may come, besides those of this computer for itself.</param>
internal sealed record RemoteListener(IPAddress Address, int Port, X509Certificate2 Certificate, IReadOnlyList<string> HostNames) : IDisposable
{
    private const int LargestFile = 1 << 20, LifeDays = 825, RenewDays = 30;

    /// <summary>What callers pin.</summary>
    internal string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Certificate.RawData));

    /// <summary>Null where the settings name no address: then nobody else is listened to.</summary>
    internal static RemoteListener? From(Settings settings, string dataDirectory, TimeProvider time)
    {
        if (settings.Get(RemoteSettings.Address) is not { } text) return null;
        var address = text == "*" ? IPAddress.IPv6Any : IPAddress.Parse(text);
        IReadOnlyList<string> names = text == "*" ? settings.Get(RemoteSettings.HostNames) : [.. settings.Get(RemoteSettings.HostNames), Bracketed(address)];
        var certificate = settings.Get(RemoteSettings.CertificateFile) is { } file
            ? Given(file, settings.Get(RemoteSettings.CertificatePasswordFile)) : Own(Path.Combine(new EngineOptions(dataDirectory).Secrets, "api.pfx"), names, time.GetUtcNow());
        return new RemoteListener(address, settings.Get(RemoteSettings.Port)!.Value, certificate, names);
    }

    public void Dispose() => Certificate.Dispose();

    // As a request's Host header has it.
    private static string Bracketed(IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    private static X509Certificate2 Given(string file, string? passwordFile)
    {
        try
        {
            var password = passwordFile is null ? null : File.ReadLines(passwordFile).FirstOrDefault();
            var certificate = Load(DurableFile.ReadAll(file, LargestFile), password);
            return certificate.HasPrivateKey ? certificate : throw new HoldfastException(ErrorCode.CertificateUnusable, $"{file} holds no private key.");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or DurabilityException)
        {
            throw new HoldfastException(ErrorCode.CertificateUnusable, $"The certificate {file} cannot be used: {failure.Message}", inner: failure);
        }
    }

    // Kept, so that what callers have pinned stays valid, until shortly before its end.
    private static X509Certificate2 Own(string file, IReadOnlyList<string> names, DateTimeOffset now)
    {
        if (File.Exists(file))
        {
            var saved = Load(DurableFile.ReadAll(file, LargestFile), null);
            if (saved.NotAfter.ToUniversalTime() > now.UtcDateTime.AddDays(RenewDays)) return saved;
            saved.Dispose();
        }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Environment.MachineName}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Append(Environment.MachineName).Append("localhost").Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(name.Trim('[', ']'), out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(LifeDays));
        var bytes = made.Export(X509ContentType.Pkcs12);
        PrivateFile.Write(file, bytes);
        return Load(bytes, null);
    }

    private static X509Certificate2 Load(byte[] bytes, string? password) => X509CertificateLoader.LoadPkcs12(
        bytes, password, OperatingSystem.IsLinux() ? X509KeyStorageFlags.EphemeralKeySet : X509KeyStorageFlags.DefaultKeySet);
}
