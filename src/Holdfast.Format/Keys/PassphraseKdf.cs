using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Holdfast.Format.Keys;

/// <summary>How a passphrase becomes a key, with the parameters that stand beside the wrapped keyring. docs/format.md §2.</summary>
/// <param name="Algorithm">1 = Argon2id, 2 = PBKDF2-HMAC-SHA-512 (FIPS profile).</param>
/// <param name="MemoryKiB">Argon2id memory in KiB; 0 for PBKDF2.</param>
/// <param name="Passes">Argon2id passes, or PBKDF2 iterations.</param>
public sealed record PassphraseKdf(byte Algorithm, uint MemoryKiB, uint Passes)
{
    public const byte Argon2id = 1, Pbkdf2Sha512 = 2;
    public const int SaltSize = 16;

    /// <summary>64 MiB, 3 passes, 1 lane: the memory-constrained choice of RFC 9106 §4.</summary>
    public static PassphraseKdf Default { get; } = new(Argon2id, 64 * 1024, 3);

    public static PassphraseKdf Fips { get; } = new(Pbkdf2Sha512, 0, 600_000);

    /// <summary>Derives 32 bytes. Parameters are bounded before they are run: a hostile header must not cost gigabytes or hours.</summary>
    /// <exception cref="MalformedDataException">Parameters out of bounds.</exception>
    public byte[] Derive(string passphrase, ReadOnlySpan<byte> salt)
    {
        if (salt.Length != SaltSize) throw new MalformedDataException("A key slot has a salt of the wrong size.");
        var secret = Encoding.ASCII.GetBytes(passphrase);
        try
        {
            switch (Algorithm)
            {
                case Argon2id when MemoryKiB is >= 8 * 1024 and <= 1024 * 1024 && Passes is >= 1 and <= 16:
                    var parameters = new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = MemoryKiB, NumberOfPasses = Passes };
                    return new Argon2id(parameters).DeriveBytes(secret, salt, Keyring.KeySize);
                case Pbkdf2Sha512 when MemoryKiB == 0 && Passes is >= 100_000 and <= 20_000_000:
                    return Rfc2898DeriveBytes.Pbkdf2(secret, salt, (int)Passes, HashAlgorithmName.SHA512, Keyring.KeySize);
                default:
                    throw new MalformedDataException($"Key derivation {Algorithm} with {MemoryKiB} KiB and {Passes} passes is not allowed.");
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
