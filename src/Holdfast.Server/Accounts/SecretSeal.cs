using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Accounts;

/// <summary>Seals small secrets for the catalog with AES-256-GCM, under a key that lies in DIR/secrets and not in the catalog.</summary>
internal sealed class SecretSeal(string dataDirectory)
{
    private const int KeyLength = 32, NonceLength = 12, TagLength = 16;
    private readonly Lock gate = new();
    private byte[]? key;

    /// <param name="owner">Bound into the seal: a sealed secret moved to another owner does not open.</param>
    internal string Seal(ReadOnlySpan<byte> secret, string owner)
    {
        var sealedSecret = new byte[NonceLength + secret.Length + TagLength];
        RandomNumberGenerator.Fill(sealedSecret.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(Key(), TagLength);
        cipher.Encrypt(
            sealedSecret.AsSpan(0, NonceLength), secret, sealedSecret.AsSpan(NonceLength, secret.Length), sealedSecret.AsSpan(NonceLength + secret.Length), Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String(sealedSecret);
    }

    internal byte[] Open(string text, string owner)
    {
        var sealedSecret = Convert.FromBase64String(text);
        var secret = new byte[sealedSecret.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(Key(), TagLength);
        try
        {
            cipher.Decrypt(
                sealedSecret.AsSpan(0, NonceLength), sealedSecret.AsSpan(NonceLength, secret.Length), sealedSecret.AsSpan(NonceLength + secret.Length), secret, Encoding.UTF8.GetBytes(owner));
            return secret;
        }
        catch (AuthenticationTagMismatchException failure)
        {
            throw new HoldfastException(
                ErrorCode.SecondFactorMissing, "The second factor cannot be read: it was sealed with another key, or altered.",
                "Remove it with `holdfast account totp remove NAME` on the server itself, and enroll again.", failure);
        }
    }

    private byte[] Key()
    {
        lock (gate)
        {
            if (key is not null) return key;
            var path = Path.Combine(new EngineOptions(dataDirectory).Secrets, "accounts.key");
            if (File.Exists(path) && DurableFile.ReadAll(path, KeyLength) is { Length: KeyLength } saved) return key = saved;
            var made = RandomNumberGenerator.GetBytes(KeyLength);
            PrivateFile.Write(path, made);
            return key = made;
        }
    }
}
