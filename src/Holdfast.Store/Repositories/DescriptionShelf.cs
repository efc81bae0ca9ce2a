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
        if (json.Length > LargestDescription) throw new ArgumentException($"A description of {json.Length} bytes is too long.", nameof(json));
        var versions = Versions(kind, id);
        if (versions.Count > 0 && NewestReadable([versions[^1]]).AsSpan().SequenceEqual(json)) return;
        var next = versions.Count == 0 ? 1 : Number(versions[^1]) + 1;
        var name = Name(kind, id, next);
        repository.Blobs.Create(name, SealedObject.Seal(repository.Keyring, name, json, repository.Options.Randomness));
    }

    /// <summary>The newest version of every description of a kind.</summary>
    public IReadOnlyDictionary<string, byte[]> LoadAll(string kind)
    {
        var prefix = $"{BlobNames.Descriptions}{kind}/";
        var newest = new Dictionary<string, byte[]>();
        foreach (var versions in repository.Blobs.List(prefix).GroupBy(blob => blob.Name[prefix.Length..].Split('/')[0]))
            if (NewestReadable(versions.Select(blob => blob.Name).Reverse()) is { } document) newest[versions.Key] = document;
        return newest;
    }

    /// <summary>A damaged version does not hide the one before it.</summary>
    private byte[]? NewestReadable(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            try
            {
                return Open(name);
            }
            catch (StorageException fault) when (fault.Fault is StorageFault.Damaged or StorageFault.NotFound)
            {
                // the version before it
            }
        }
        return null;
    }

    private const int LargestDescription = 8 << 20;

    private List<string> Versions(string kind, string id) => [.. repository.Blobs.List($"{BlobNames.Descriptions}{kind}/{id}/").Select(blob => blob.Name)];

    private byte[] Open(string name)
    {
        var length = repository.Blobs.GetLength(name);
        if (length > 2 * LargestDescription) throw new StorageException(StorageFault.Damaged, $"'{name}' is {length} bytes long.");
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
