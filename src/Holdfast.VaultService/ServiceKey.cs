using System.Security.Cryptography;
using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService;

/// <summary>The service's signing key (ECDSA P-256), made at the first start and kept in its data folder with mode 0600.</summary>
internal sealed class ServiceKey : IDisposable
{
    private const string FileName = "service.key";
    private readonly ECDsa key;

    private ServiceKey(ECDsa key) => this.key = key;

    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    /// <summary>The key of a data folder, made where there is none: by one process alone.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultDataDamaged"/>, <see cref="ErrorCode.ServiceUnreachable"/>.</exception>
    public static ServiceKey LoadOrCreate(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path)) return Load(path);
        using var alone = FolderLock.Take(folder);
        return Load(path);
    }

    private static ServiceKey Load(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            if (File.Exists(path)) key.ImportPkcs8PrivateKey(File.ReadAllBytes(path), out _);
            else DurableDocument.Write(path, key.ExportPkcs8PrivateKey());
            return new ServiceKey(key);
        }
        catch (CryptographicException error)
        {
            key.Dispose();
            throw DurableDocument.Damaged(path, "it is not a key", error);
        }
        catch (Exception error) when (DurableDocument.IsExpected(error))
        {
            key.Dispose();
            throw DurableDocument.Unusable(path, error);
        }
    }

    public string Sign(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(key.SignData(bytes, HashAlgorithmName.SHA256));

    /// <summary>False also where key or signature are no such things.</summary>
    public static bool IsSigned(string publicKey, ReadOnlySpan<byte> bytes, string signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.VerifyData(bytes, Convert.FromBase64String(signature), HashAlgorithmName.SHA256);
        }
        catch (Exception error) when (error is FormatException or CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    public void Dispose() => key.Dispose();
}
