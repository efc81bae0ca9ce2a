using Holdfast.Contracts.Errors;
using Holdfast.Format.Keys;
using Holdfast.Server.Engine.Keys;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Repositories;
using Holdfast.Vault;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>
/// Registers this server with a vault, for the first time, again, or in the place of another that was lost. The passphrase is tried before the vault is told: once it
/// has registered the server, the certificate from before is no longer good.
/// </summary>
internal sealed class VaultAdmission(VaultLink link, IVaultAccess access, IRandomness randomness)
{
    internal const string EmbeddedName = "Local";

    /// <summary>First start: makes the embedded vault and registers with it. False where this server is registered already.</summary>
    internal bool RegisterEmbedded(Keyring pool, Func<string> passphrase)
    {
        if (link.IsRegistered) return false;
        Register(access.MakeEmbedded(), pool, passphrase(), proxy: null);
        return true;
    }

    /// <exception cref="HoldfastException">The credentials are refused, the name is taken, or the passphrase is not the one of what lies there.</exception>
    internal void Register(VaultCredentialsFile credentials, Keyring pool, string passphrase, VaultProxy? proxy)
    {
        var serverId = ServerId(credentials, pool);
        _ = Existing(credentials, serverId, passphrase, proxy);
        Enter(credentials, new VaultApplicant(Environment.MachineName, serverId), prefix => VaultCopy.CreateOrUnlock(prefix, pool, passphrase, randomness), passphrase, proxy);
    }

    /// <summary>The keys of a lost server, by name or id, for who has its passphrase. Nothing is changed in the vault.</summary>
    internal (string ServerId, Keyring Keys) Unlock(VaultCredentialsFile credentials, string server, string passphrase, VaultProxy? proxy)
    {
        using var reader = access.OpenForReading(credentials, proxy);
        var lost = VaultServerChoice.Choose(reader.Servers(), server, credentials.Content.VaultName);
        return (lost.Id, Repository.Unlock(reader.Prefix(lost.Id), passphrase));
    }

    /// <summary>Takes a lost server's place, with the keys that <see cref="Unlock"/> gave.</summary>
    internal void Replace(VaultCredentialsFile credentials, string serverId, Keyring keys, string passphrase, VaultProxy? proxy) =>
        Enter(credentials, new VaultApplicant(Environment.MachineName, serverId, Replaces: true), _ => keys, passphrase, proxy);

    private void Enter(VaultCredentialsFile credentials, VaultApplicant applicant, Func<IBlobStore, Keyring> keysOf, string passphrase, VaultProxy? proxy)
    {
        var place = access.Register(credentials, applicant, proxy);
        Keyring keys;
        using (var connection = access.Connect(place)) keys = keysOf(connection.Prefix);
        link.Adopt(place, keys, PassphraseFingerprint.Of(passphrase, place.Membership.ServerId));
    }

    // A server that took over another's place has that one's id in the vault, and keeps it.
    private string ServerId(VaultCredentialsFile credentials, Keyring pool) =>
        link.IsRegistered && link.Record.Place.Membership is { } before && before.VaultId == credentials.Content.VaultId ? before.ServerId : pool.Repository.ToString();

    private Keyring? Existing(VaultCredentialsFile credentials, string serverId, string passphrase, VaultProxy? proxy)
    {
        using var reader = access.OpenForReading(credentials, proxy);
        if (reader.Servers().All(server => server.Id != serverId)) return null;
        try
        {
            return Repository.Unlock(reader.Prefix(serverId), passphrase);
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
            return null; // registered, and nothing laid out yet
        }
    }
}
