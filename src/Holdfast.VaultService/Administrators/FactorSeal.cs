using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;

namespace Holdfast.VaultService.Administrators;

/// <summary>Seals second factors with AES-256-GCM under a key that lies in DIR/factors.key and not in the records: a copy of the records alone makes no codes.</summary>
internal sealed class FactorSeal(string folder)
{
    private const int KeyLength = 32, NonceLength = 12, TagLength = 16;
    private readonly Lock gate = new();
    private byte[]? key;

    /// <param name="owner">Bound into the seal: moved to another administrator it does not open.</param>
    internal string Seal(ReadOnlySpan<byte> secret, string owner)
    {
        var box = new byte[NonceLength + secret.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(Key(), TagLength);
        cipher.Encrypt(box.AsSpan(0, NonceLength), secret, box.AsSpan(NonceLength, secret.Length), box.AsSpan(NonceLength + secret.Length), Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String(box);
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.SecondFactorMissing"/>: sealed under another key.</exception>
    internal byte[] Open(string text, string owner)
    {
        var box = Convert.FromBase64String(text);
        var secret = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(Key(), TagLength);
        try
        {
            cipher.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, secret.Length), box.AsSpan(NonceLength + secret.Length), secret, Encoding.UTF8.GetBytes(owner));
            return secret;
        }
        catch (AuthenticationTagMismatchException failure)
        {
            throw new HoldfastException(
                ErrorCode.SecondFactorMissing, "The second factor cannot be read: it was sealed with another key, or altered.",
                "Remove it on the vault service's computer: holdfast vault administrator totp NAME --remove", failure);
        }
    }

    private byte[] Key()
    {
        lock (gate)
        {
            if (key is not null) return key;
            var path = Path.Combine(folder, "factors.key");
            using var alone = FolderLock.Take(folder);
            if (File.Exists(path) && DurableFile.ReadAll(path, KeyLength) is { Length: KeyLength } saved) return key = saved;
            var made = RandomNumberGenerator.GetBytes(KeyLength);
            DurableDocument.Write(path, made);
            return key = made;
        }
    }
}
