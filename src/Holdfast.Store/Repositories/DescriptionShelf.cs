using System.Globalization;
using Holdfast.Format;
using Holdfast.Format.Keys;

namespace Holdfast.Store.Repositories;

/// <summary>
/// Sealed descriptions of what is protected and how (groups, datasources), so that a catalog can be rebuilt from the repository alone.
/// A change is a new version beside the old one: blobs are never overwritten.
/// </summary>
public sealed class DescriptionShelf(Repository repository)
{
    /// <summary>Keeps a description; unchanged content writes nothing.</summary>
    public void Save(string kind, string id, ReadOnlySpan<byte> json)
    {
        var versions = Versions(kind, id);
        if (versions.Count > 0 && Open(versions[^1]).AsSpan().SequenceEqual(json)) return;
        var next = versions.Count == 0 ? 1 : Number(versions[^1]) + 1;
        var name = Name(kind, id, next);
        repository.Blobs.Create(name, SealedObject.Seal(repository.Keyring, name, json, repository.Options.Randomness));
    }

    /// <summary>The newest version of every description of a kind.</summary>
    public IReadOnlyDictionary<string, byte[]> LoadAll(string kind)
    {
        var prefix = $"{BlobNames.Descriptions}{kind}/";
        var newest = new Dictionary<string, string>();
        foreach (var blob in repository.Blobs.List(prefix)) newest[blob.Name[prefix.Length..].Split('/')[0]] = blob.Name; // in name order: the last one wins
        return newest.ToDictionary(pair => pair.Key, pair => Open(pair.Value));
    }

    private List<string> Versions(string kind, string id) => [.. repository.Blobs.List($"{BlobNames.Descriptions}{kind}/{id}/").Select(blob => blob.Name)];

    private byte[] Open(string name)
    {
        var length = repository.Blobs.GetLength(name);
        if (length > 16 << 20) throw new StorageException(StorageFault.Damaged, $"'{name}' is {length} bytes long.");
        var bytes = new byte[length];
        repository.Blobs.Read(name, 0, bytes);
        try
        {
            return SealedObject.Open(repository.Keyring, name, bytes);
        }
        catch (MalformedDataException error)
        {
            throw new StorageException(StorageFault.Damaged, error.Message, error);
        }
    }

    private static string Name(string kind, string id, long version) => string.Create(CultureInfo.InvariantCulture, $"{BlobNames.Descriptions}{kind}/{id}/{version:D10}");

    private static long Number(string name) => long.Parse(name[(name.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
}
