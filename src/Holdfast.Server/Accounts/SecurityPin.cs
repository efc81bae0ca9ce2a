using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Accounts;

/// <summary>The security PIN: six digits for five minutes, one use, five attempts. There is one at a time.</summary>
internal sealed class SecurityPin(CatalogDatabase database, TimeProvider time)
{
    private const int Attempts = 5, Rounds = 200_000, SaltLength = 16, HashLength = 32;
    private static readonly TimeSpan lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Whether there has ever been one.</summary>
    internal bool IsInUse() => Read() is not null;

    internal PinInfo Make()
    {
        var pin = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var expires = time.GetUtcNow() + lifetime;
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        database.Write(
            """
            INSERT INTO security_pin (id, pin_hash, expires, attempts) VALUES (1, @hash, @expires, @attempts)
            ON CONFLICT (id) DO UPDATE SET pin_hash = excluded.pin_hash, expires = excluded.expires, attempts = excluded.attempts
            """,
            new { hash = Convert.ToHexStringLower([.. salt, .. Derive(pin, salt)]), expires = CatalogTime.From(expires), attempts = Attempts });
        return new PinInfo(pin, expires);
    }

    /// <summary>Takes the PIN; it is used up then, and after five wrong attempts.</summary>
    internal bool TryTake(string pin)
    {
        if (Read() is not { Attempts: > 0 } row || CatalogTime.To(row.Expires) <= time.GetUtcNow()) return false;
        // Counted before it is compared: attempts side by side cannot have more than five between them.
        if (database.Write("UPDATE security_pin SET attempts = attempts - 1 WHERE id = 1 AND attempts > 0 AND pin_hash = @PinHash", row) != 1) return false;
        var saved = Convert.FromHexString(row.PinHash);
        if (!CryptographicOperations.FixedTimeEquals(Derive(pin, saved.AsSpan(0, SaltLength)), saved.AsSpan(SaltLength))) return false;
        return database.Write("UPDATE security_pin SET attempts = 0, expires = 0, pin_hash = '' WHERE id = 1 AND pin_hash = @PinHash", row) == 1;
    }

    private PinRow? Read() => database.Read(connection => connection.QueryFirstOrDefault<PinRow>("SELECT pin_hash, expires, attempts FROM security_pin WHERE id = 1"));

    private static byte[] Derive(string pin, ReadOnlySpan<byte> salt) => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(pin), salt, Rounds, HashAlgorithmName.SHA512, HashLength);
}
