using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Issuing;

/// <summary>Issues credentials files and checks those that come back.</summary>
internal sealed class CredentialsDesk(ServiceRecords records)
{
    /// <summary>How long a credentials file is good: as long as those of MABS.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(48);

    /// <summary>How far the clocks of a vault's owner and of a server may be apart.</summary>
    private static readonly TimeSpan clockTolerance = TimeSpan.FromMinutes(15);

    /// <summary>A new file; those issued before for this vault are no longer good, and nobody reads with them any more.</summary>
    internal byte[] Issue(VaultRow vault, string actor)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(records.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var address = new FactTable(records.Database).PublicAddress;
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var serial = records.Database.Write((connection, transaction) =>
        {
            var next = (CredentialsTable.Newest(vault.Id, connection, transaction)?.Serial ?? 0) + 1;
            CredentialsTable.Replace(new CredentialsRow { VaultId = vault.Id, Serial = next, KeyHash = HashOf(secret), Expires = VaultTime.From(now + Lifetime) }, connection, transaction);
            AuditTable.Add(now, actor, "issue credentials", vault.Name, $"number {next}", connection, transaction);
            return next;
        });
        var credentials = new VaultCredentials(
            VaultCredentials.FormatName, VaultCredentials.CurrentVersion, vault.Id, vault.Name, address ?? records.Folder, records.Key.PublicKey, address is null ? null : records.Authority.Pin,
            secret, serial, now, now + Lifetime, "");
        return JsonSerializer.SerializeToUtf8Bytes(credentials with { Signature = records.Key.Sign(credentials.SignedBytes()) }, VaultJson.Default.VaultCredentials);
    }

    /// <summary>The vault that credentials are for, if they are good now.</summary>
    /// <exception cref="HoldfastException">They are altered, foreign, expired, superseded; or the clocks differ; or the vault is gone.</exception>
    internal VaultRow Check(VaultCredentials credentials)
    {
        credentials.CheckForm();
        if (!ServiceKey.IsSigned(credentials.PublicKey, credentials.SignedBytes(), credentials.Signature))
            throw new HoldfastException(ErrorCode.VaultCredentialsAltered, "The credentials file was changed after the vault service signed it.");
        if (credentials.PublicKey != records.Key.PublicKey) throw new HoldfastException(ErrorCode.VaultCredentialsForeign, "The credentials file was signed by another vault service.");
        var vault = records.Vaults.Get(credentials.VaultId) ?? throw new HoldfastException(ErrorCode.VaultNotFound, $"The vault '{credentials.VaultName}' is not there any more.");
        var now = records.Clock.GetUtcNow();
        if (now < credentials.Issued - clockTolerance)
            throw new HoldfastException(ErrorCode.ClockSkew, $"The credentials file was issued at {credentials.Issued:u}, and here it is only {now:u}.");
        if (now >= credentials.Expires)
            throw new HoldfastException(ErrorCode.VaultCredentialsExpired, $"The credentials file expired on {credentials.Expires:u}.", "Have the vault's owner issue a new one: holdfast vault credentials NAME --out FILE");
        CheckNewest(credentials, records.Credentials.Newest(vault.Id));
        return vault;
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultCredentialsSuperseded"/>.</exception>
    internal static void CheckNewest(VaultCredentials credentials, CredentialsRow? newest)
    {
        var isNewest = newest is not null && credentials.Serial == newest.Serial && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(HashOf(credentials.RegistrationKey)), Encoding.ASCII.GetBytes(newest.KeyHash));
        if (!isNewest) throw new HoldfastException(ErrorCode.VaultCredentialsSuperseded, "A newer credentials file was issued for this vault: only the newest one is good.");
    }

    private static string HashOf(string registrationKey) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(registrationKey)));
}
