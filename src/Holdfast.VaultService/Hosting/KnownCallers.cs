using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.VaultService.Administrators;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Trust;

namespace Holdfast.VaultService.Hosting;

/// <summary>Finds callers in the service's records, at every request: what was replaced or ended is refused at once, also on a connection that was opened before.</summary>
internal sealed class KnownCallers(ServiceRecords records, OwnerSessions sessions, string localToken) : ICallerSource
{
    private readonly ServerContacts contacts = new(records);
    private readonly byte[] local = SHA256.HashData(Encoding.ASCII.GetBytes(localToken));

    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public VaultCaller OfCertificate(X509Certificate2 certificate)
    {
        if (!records.Authority.IsOwn(certificate) || VaultAuthority.Named(certificate) is not { } named) throw Refused("The certificate is not one of this vault service's.");
        if (records.Clock.GetUtcNow() > certificate.NotAfter.ToUniversalTime()) throw Refused($"The certificate ended on {certificate.NotAfter.ToUniversalTime():u}.");
        if (records.Servers.Get(named.VaultId, named.ServerId) is not { } server) throw Refused("The server is not registered with this vault.");
        var serial = certificate.SerialNumber;
        if (server.NextCertificate == serial) records.Servers.Promote(server.VaultId, server.Id, serial);
        else if (server.Certificate != serial)
            throw new HoldfastException(
                ErrorCode.ServerRenamed, $"The server '{server.Name}' has registered again since this certificate was made: another computer is in its place, or an older copy of this server is calling.");
        contacts.Note(server);
        return new VaultCaller.Server(server.VaultId, server.Id, serial);
    }

    public VaultCaller? OfToken(string token, bool isLocal)
    {
        // Hashed, so that the comparison takes the same time for a token of any length.
        if (CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), local)) return isLocal ? new VaultCaller.Owner(VaultCaller.Owner.LocalName, null) { IsLocal = true } : null;
        var hash = HashOf(token);
        if (sessions.Find(hash) is { } administrator)
            return administrator.Length == 0 ? new VaultCaller.Owner(VaultCaller.Owner.LocalName, hash) { IsLocal = true } : new VaultCaller.Owner(administrator, hash);
        if (records.Credentials.Reader(hash) is not { } reader) return null;
        var expires = VaultTime.To(reader.Expires);
        if (records.Clock.GetUtcNow() >= expires) throw new HoldfastException(ErrorCode.VaultCredentialsExpired, $"The credentials that opened this access expired on {expires:u}.");
        if (!reader.IsNewest) throw new HoldfastException(ErrorCode.VaultCredentialsSuperseded, "A newer credentials file was issued for this vault since this access was opened.");
        return new VaultCaller.Reader(reader.VaultId, expires);
    }

    private static HoldfastException Refused(string message) => new(ErrorCode.VaultCertificateRefused, message);
}
