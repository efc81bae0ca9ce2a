using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;

namespace Holdfast.Vault.Remote;

/// <summary>A server's blobs in a vault behind a service. Every failure is a <see cref="StorageException"/> with the service's own error within.</summary>
/// <param name="root">Path of the prefix beneath the service's root, ending in a slash.</param>
/// <param name="server">Whose blobs a reader lists; null for the own ones.</param>
/// <param name="retire">Retires one name, true where it was there; null where nothing may be written.</param>
internal sealed class RemotePrefix(VaultTransport transport, IBlobPath path, string root, string? server, Func<string, bool>? retire) : IBlobStore
{
    private const int MostBlobs = 50_000_000;

    public IBlobWriter BeginCreate(string name, long expectedLength)
    {
        BlobName.Check(name);
        if (retire is null) throw Refused(name);
        if (expectedLength > VaultWire.LongestBlob)
            throw new StorageException(StorageFault.Forbidden, $"'{name}' would be too long for a vault.", new HoldfastException(ErrorCode.VaultBlobTooLong, $"A vault takes blobs of at most {VaultWire.LongestBlob} bytes."));
        return PutBlobs.Begin(name, expectedLength, Put);
    }

    public void Create(string name, ReadOnlySpan<byte> content)
    {
        using var writer = BeginCreate(name, content.Length);
        writer.WriteAt(0, content);
        writer.Commit(content.Length);
    }

    public long GetLength(string name)
    {
        BlobName.Check(name);
        try
        {
            return transport.Send(
                new VaultCall(_ => new HttpRequestMessage(HttpMethod.Head, root + name)), 0,
                static (answer, _) => answer is { Status: System.Net.HttpStatusCode.OK, Length: { } length } ? length : throw answer.Failure());
        }
        catch (CallFailedException failure)
        {
            throw failure.ToStorage($"'{name}' was not found");
        }
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (destination.Length == 0)
        {
            if (GetLength(name) < offset) throw new StorageException(StorageFault.Damaged, $"'{name}' ends before byte {offset}.");
            return;
        }
        try
        {
            path.Read(name, offset, destination);
        }
        catch (CallFailedException failure)
        {
            throw failure.ToStorage($"'{name}' was not read");
        }
    }

    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        BlobName.CheckPrefix(prefix);
        var found = new List<BlobInfo>();
        try
        {
            for (string? after = ""; after is not null;) after = AddPage(prefix, after, found);
            return found;
        }
        catch (CallFailedException failure) when (failure.Fault is StorageFault.Unavailable or StorageFault.NotFound)
        {
            throw new StorageException(StorageFault.ListingFailed, $"'{prefix}' was not listed completely: {failure.Message}", failure.Reason);
        }
        catch (CallFailedException failure)
        {
            throw failure.ToStorage($"'{prefix}' was not listed");
        }
    }

    public bool Delete(string name)
    {
        BlobName.Check(name);
        return retire is null ? throw Refused(name) : retire(name);
    }

    private void Put(string name, ReadOnlyMemory<byte> content)
    {
        try
        {
            path.Put(name, content);
        }
        catch (CallFailedException failure)
        {
            throw failure.ToStorage($"'{name}' was not sent");
        }
    }

    private string? AddPage(string prefix, string after, List<BlobInfo> found)
    {
        var of = server is null ? "" : $"&server={server}";
        var page = transport.Send(VaultCall.Get($"blobs?prefix={prefix}&after={after}{of}"), (prefix, after), static (answer, asked) =>
        {
            if (answer.Status != System.Net.HttpStatusCode.OK) throw answer.Failure();
            var page = answer.Json(VaultWireJson.Default.BlobPage, VaultWire.LongestPage);
            return Fits(page, asked.prefix, asked.after) ? page : throw answer.Unreadable("the page of the listing is out of order");
        });
        if (found.Count + page.Blobs.Count > MostBlobs) throw new StorageException(StorageFault.ListingFailed, $"'{prefix}' has more blobs than can be listed.");
        foreach (var blob in page.Blobs) found.Add(new BlobInfo(blob.Name, blob.Length));
        return page.Next;
    }

    private static bool Fits(BlobPage page, string prefix, string after)
    {
        foreach (var blob in page.Blobs)
        {
            if (!BlobName.IsValid(blob.Name) || !blob.Name.StartsWith(prefix, StringComparison.Ordinal) || blob.Length < 0) return false;
            if (string.CompareOrdinal(blob.Name, after) <= 0) return false;
            after = blob.Name;
        }
        return page.Next is null || (page.Next == after && page.Blobs.Count > 0);
    }

    private static StorageException Refused(string name) =>
        new(StorageFault.Forbidden, $"'{name}' was not written: another server's blobs can only be read.", new HoldfastException(ErrorCode.VaultNameForbidden, "Who holds credentials of a vault reads and does not write."));
}
