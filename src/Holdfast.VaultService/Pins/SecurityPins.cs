using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Holdfast.Contracts.Errors;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Pins;

/// <summary>
/// Security PINs: six digits for five minutes, one use, five attempts. A vault has one at a time. The owner makes it and tells it to whoever runs the server: so nothing that
/// needs it is done by one of them alone.
/// </summary>
internal sealed class SecurityPins(VaultDatabase database, TimeProvider time) : IPinCheck
{
    private const int Attempts = 5, Rounds = 200_000, SaltLength = 16, HashLength = 32;
    private static readonly TimeSpan lifetime = TimeSpan.FromMinutes(5);

    /// <summary>A new PIN in the place of the one before.</summary>
    internal (string Pin, DateTimeOffset Expires) Make(VaultRow vault, string actor)
    {
        var pin = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var now = time.GetUtcNow();
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = Convert.ToHexStringLower([.. salt, .. Derive(pin, salt)]);
        return database.Write((connection, transaction) =>
        {
            connection.Execute(
                """
                INSERT INTO security_pins (vault_id, pin_hash, expires, attempts) VALUES (@Id, @hash, @expires, @attempts)
                ON CONFLICT (vault_id) DO UPDATE SET pin_hash = excluded.pin_hash, expires = excluded.expires, attempts = excluded.attempts
                """,
                new { vault.Id, hash, expires = VaultTime.From(now + lifetime), attempts = Attempts }, transaction);
            AuditTable.Add(now, actor, "make pin", vault.Name, "", connection, transaction);
            return (pin, now + lifetime);
        });
    }

    /// <summary>Takes a vault's PIN; it is used up then, and after five wrong attempts.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultPinMissing"/>, <see cref="ErrorCode.VaultPinWrong"/>.</exception>
    public void Spend(string vaultId, string? pin)
    {
        if (string.IsNullOrEmpty(pin)) throw new HoldfastException(ErrorCode.VaultPinMissing, "This needs the vault's security PIN.");
        if (!TryTake(vaultId, pin)) throw new HoldfastException(ErrorCode.VaultPinWrong, "The security PIN was not accepted.");
    }

    private bool TryTake(string vaultId, string pin)
    {
        var row = database.Read(connection => connection.QueryFirstOrDefault<PinRow>("SELECT vault_id, pin_hash, expires, attempts FROM security_pins WHERE vault_id = @vaultId", new { vaultId }));
        if (row is not { Attempts: > 0 } || VaultTime.To(row.Expires) <= time.GetUtcNow()) return false;
        // Counted before it is compared: attempts side by side cannot have more than five between them.
        if (database.Write("UPDATE security_pins SET attempts = attempts - 1 WHERE vault_id = @VaultId AND attempts > 0 AND pin_hash = @PinHash", row) != 1) return false;
        var saved = Convert.FromHexString(row.PinHash);
        if (!CryptographicOperations.FixedTimeEquals(Derive(pin, saved.AsSpan(0, SaltLength)), saved.AsSpan(SaltLength))) return false;
        return database.Write("DELETE FROM security_pins WHERE vault_id = @VaultId AND pin_hash = @PinHash", row) == 1;
    }

    private static byte[] Derive(string pin, ReadOnlySpan<byte> salt) => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(pin), salt, Rounds, HashAlgorithmName.SHA512, HashLength);

    private sealed record PinRow
    {
        public string VaultId { get; init; } = "";

        public string PinHash { get; init; } = "";

        public long Expires { get; init; }

        public long Attempts { get; init; }
    }
}
