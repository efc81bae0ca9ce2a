using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;

namespace Holdfast.VaultService.Trust;

/// <summary>The service's own certificate authority: it signs the certificates of servers and of the service itself. Lies in DIR/authority.pem, which only the owner can read.</summary>
internal sealed class VaultAuthority : IDisposable
{
    internal const string FileName = "authority.pem";

    /// <summary>How long a server's certificate is good. It ends earlier when the server registers again.</summary>
    internal static readonly TimeSpan ServerLifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan serviceLifetime = TimeSpan.FromDays(90);

    private const string ServerUri = "urn:holdfast:vault:";
    private const int LongestFile = 64 << 10, IdLength = 32;
    private readonly PrivateAuthority authority;

    private VaultAuthority(PrivateAuthority authority) => this.authority = authority;

    /// <summary>Without its key.</summary>
    internal X509Certificate2 Certificate => authority.Certificate;

    /// <summary>What credentials carry and servers pin: DER, Base64.</summary>
    internal string Pin => Convert.ToBase64String(Certificate.RawData);

    /// <summary>Reads the authority of a data folder, or makes it where there is none. One process at a time.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultDataDamaged"/>, <see cref="ErrorCode.ServiceUnreachable"/>.</exception>
    internal static VaultAuthority Open(string folder, TimeProvider time)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if (File.Exists(path)) return new VaultAuthority(PrivateAuthority.FromPem(Encoding.ASCII.GetString(DurableFile.ReadAll(path, LongestFile)), time));
            using var alone = FolderLock.Take(folder);
            if (File.Exists(path)) return new VaultAuthority(PrivateAuthority.FromPem(Encoding.ASCII.GetString(DurableFile.ReadAll(path, LongestFile)), time));
            var made = PrivateAuthority.Create("Holdfast vault", time);
            DurableFile.WriteAtomically(path, Encoding.ASCII.GetBytes(made.ExportPem()));
            return new VaultAuthority(made);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw DurableDocument.Damaged(path, failure.Message, failure);
        }
        catch (Exception failure) when (DurableDocument.IsExpected(failure))
        {
            throw DurableDocument.Unusable(path, failure);
        }
    }

    /// <summary>Signs a certificate for a server's key.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>: the request is not one, or not by the key's holder.</exception>
    internal X509Certificate2 IssueForServer(byte[] request, string vaultId, string serverId, string name) =>
        authority.IssueForCaller(request, $"{ServerUri}{vaultId}:{serverId}", name, ServerLifetime);

    /// <summary>Whether a certificate is this authority's, for a caller; also when its time is over, so that it can be told so.</summary>
    internal bool IsOwn(X509Certificate2 certificate)
    {
        // Within its own time: what is asked is who signed it, and for what.
        var start = new DateTimeOffset(certificate.NotBefore.ToUniversalTime());
        return CertificateRules.IsIssued(certificate, Certificate, CertificateRules.ClientUse, start);
    }

    /// <summary>Vault and server that a certificate names; null where it names none.</summary>
    internal static (string VaultId, string ServerId)? Named(X509Certificate2 certificate) =>
        CertificateRules.NamedBy(certificate, ServerUri) is { Length: 2 * IdLength + 1 } text && text[IdLength] == ':' ? (text[..IdLength], text[(IdLength + 1)..]) : null;

    /// <summary>What the service shows, under these names and those of this computer.</summary>
    internal RenewedCertificate ServiceCertificate(IReadOnlyList<string> hostNames, TimeProvider time) => new(() =>
    {
        var (names, addresses) = ComputerNames.Find(hostNames);
        return authority.IssueForServer("Holdfast vault service", names, addresses, serviceLifetime);
    }, serviceLifetime, time);

    public void Dispose() => authority.Dispose();
}
