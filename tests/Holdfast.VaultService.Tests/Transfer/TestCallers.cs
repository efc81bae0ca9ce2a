using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.VaultService.Hosting;
using Holdfast.VaultService.Trust;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Takes every certificate of the authority, but for servers that were revoked, and one token for reading.</summary>
internal sealed class TestCallers(string vaultId) : ICallerSource
{
    public const string Token = "reader";

    public HashSet<string> Revoked { get; } = [];

    public VaultCaller OfCertificate(X509Certificate2 certificate) =>
        VaultAuthority.Named(certificate) is { } named && !Revoked.Contains(named.ServerId)
            ? new VaultCaller.Server(named.VaultId, named.ServerId, certificate.SerialNumber)
            : throw new HoldfastException(ErrorCode.VaultCertificateRefused, "Revoked.");

    public VaultCaller? OfToken(string token, bool isLocal) => token == Token ? new VaultCaller.Reader(vaultId, DateTimeOffset.MaxValue) : null;
}
