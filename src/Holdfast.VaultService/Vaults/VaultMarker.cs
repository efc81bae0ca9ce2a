using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Store;
using Holdfast.Store.Blobs;

namespace Holdfast.VaultService.Vaults;

/// <summary>vault.json in a vault's storage: says whose storage it is, so that no two vaults use one. Earlier versions kept more in it.</summary>
internal sealed record VaultMarker(int Version, string Id, string Name)
{
    internal const string BlobName = "vault.json";
    internal const int CurrentVersion = 2;
    private const int Largest = 64 << 10;

    /// <summary>Null where the storage has none.</summary>
    /// <exception cref="HoldfastException">It cannot be read, or a newer version wrote it.</exception>
    internal static VaultMarker? Read(IBlobStore storage)
    {
        try
        {
            var length = storage.GetLength(BlobName);
            if (length > Largest) throw Damaged("it is too long", null);
            var bytes = new byte[length];
            storage.Read(BlobName, 0, bytes);
            var marker = JsonSerializer.Deserialize(bytes, ServiceJson.Default.VaultMarker);
            if (marker is not { Id: not null }) throw Damaged("it names no vault", null);
            return marker.Version <= CurrentVersion ? marker : throw new HoldfastException(ErrorCode.NewerFormat, $"The vault's {BlobName} was written by a newer version of Holdfast.");
        }
        catch (StorageException failure) when (failure.Fault == StorageFault.NotFound)
        {
            return null;
        }
        catch (JsonException failure)
        {
            throw Damaged(failure.Message, failure);
        }
    }

    /// <summary>False where somebody else's is there.</summary>
    internal bool TryWrite(IBlobStore storage)
    {
        try
        {
            storage.Create(BlobName, JsonSerializer.SerializeToUtf8Bytes(this, ServiceJson.Default.VaultMarker));
            return true;
        }
        catch (StorageException failure) when (failure.Fault == StorageFault.AlreadyExists)
        {
            return Read(storage)?.Id == Id;
        }
    }

    private static HoldfastException Damaged(string why, Exception? cause) => new(ErrorCode.VaultDataDamaged, $"The vault's {BlobName} cannot be read: {why}.", inner: cause);
}
