using Holdfast.Store;

namespace Holdfast.Vault.Azure;

/// <summary>Creates and reads blobs by grants, asking for a new one when one has expired. Thread-safe.</summary>
public sealed class GrantedTransfer(GrantClient client, IGrantSource grants)
{
    /// <summary>A grant that is good for less than one request, so often, is a clock that is wrong: it is told instead of tried for ever.</summary>
    private const int Renewals = 3;

    /// <summary>Creates a blob from a stream that can seek.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.AlreadyExists"/>: another blob has the name. One of our own, whose answer was lost, is no fault.</exception>
    public void Create(string name, Stream content, ReadOnlySpan<byte> md5, AzureTier tier)
    {
        var isUnclear = false;
        for (var renewals = 0; renewals <= Renewals; renewals++)
        {
            var result = client.PutByGrant(grants.ToCreate(name), content, md5, tier);
            isUnclear |= result.IsUnclear;
            if (result.Outcome == GrantOutcome.Expired) continue;
            if (result.Outcome == GrantOutcome.Done || (IsSame(name, content.Length, md5) && isUnclear)) return;
            throw new StorageException(StorageFault.AlreadyExists, $"'{name}' is there already.");
        }
        throw Outlived(name);
    }

    /// <summary>Fills the destination from an offset.</summary>
    /// <exception cref="StorageException">As <see cref="GrantClient.ReadByGrant"/>.</exception>
    public void Read(string name, long offset, Span<byte> destination)
    {
        for (var renewals = 0; renewals <= Renewals; renewals++)
            if (client.ReadByGrant(grants.ToRead(name, renewals > 0), offset, destination) == GrantOutcome.Done) return;
        throw Outlived(name);
    }

    /// <summary>Whether the blob of the name is what was to be created.</summary>
    private bool IsSame(string name, long length, ReadOnlySpan<byte> md5)
    {
        try
        {
            for (var renewals = 0; renewals <= Renewals; renewals++)
                if (client.DescribeByGrant(grants.ToRead(name, renewals > 0), out var foundLength, out var foundMd5) == GrantOutcome.Done)
                    return foundLength == length && foundMd5.AsSpan().SequenceEqual(md5);
        }
        catch (StorageException error) when (error.Fault == StorageFault.NotFound)
        {
            throw new StorageException(StorageFault.Forbidden, $"'{name}' was refused though there is no such blob: may the vault's identity create blobs in its container?");
        }
        throw Outlived(name);
    }

    private static StorageException Outlived(string name) =>
        new(StorageFault.Unavailable, $"'{name}': every grant had expired when it was used. Are the clocks of the vault and of Azure right?");
}
