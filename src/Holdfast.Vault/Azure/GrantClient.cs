using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Holdfast.Store;

namespace Holdfast.Vault.Azure;

/// <summary>
/// Sends and reads blobs by the addresses of <see cref="AzureGrants"/>, straight to the storage account and without any sign-in. Repeats as <see cref="AzureBlobStore"/> does.
/// Thread-safe. Faults name the blob's path and never the signature.
/// </summary>
public sealed class GrantClient : IDisposable
{
    private readonly AzureNetwork network;
    private readonly HttpPipelineTransport transport;

    public GrantClient(AzureNetwork network)
    {
        this.network = network;
        transport = network.OpenTransport();
    }

    /// <summary>Creates the blob in one request.</summary>
    /// <param name="grant">Of <see cref="AzureGrants.ToCreate"/>.</param>
    /// <param name="content">All of it; must be able to seek, and stays the caller's.</param>
    /// <param name="md5">Of the content; the service refuses what arrives otherwise.</param>
    /// <param name="tier">The service that gave the grant says which.</param>
    /// <exception cref="StorageException">Not reachable, or refused for another reason than age.</exception>
    public GrantResult PutByGrant(Uri grant, Stream content, ReadOnlySpan<byte> md5, AzureTier tier)
    {
        var blob = Open(grant);
        var put = new SinglePut(content, md5.ToArray(), AzureTiers.Of(tier));
        var run = network.BeginRetries();
        while (true)
        {
            try
            {
                put.Send(blob);
                return new GrantResult(GrantOutcome.Done, run.IsUnclear);
            }
            catch (Exception error) when (AzureFault.IsTaken(error) || (AzureFault.IsBeyondGrant(error) && !IsExpired(error, grant)))
            {
                return new GrantResult(GrantOutcome.Taken, run.IsUnclear);
            }
            catch (Exception error) when (AzureFault.IsExpected(error))
            {
                if (IsExpired(error, grant)) return new GrantResult(GrantOutcome.Expired, run.IsUnclear);
                if (!run.WaitAfter(error)) throw AzureFault.OfWrite(error, $"'{grant.AbsolutePath}' was not written");
            }
        }
    }

    /// <summary>Fills the destination from an offset.</summary>
    /// <param name="grant">Of <see cref="AzureGrants.ToRead"/>.</param>
    /// <returns><see cref="GrantOutcome.Done"/> or <see cref="GrantOutcome.Expired"/>.</returns>
    /// <exception cref="StorageException"><see cref="StorageFault.NotFound"/>, <see cref="StorageFault.Damaged"/> where the blob ends before, or not reachable.</exception>
    public GrantOutcome ReadByGrant(Uri grant, long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (destination.Length == 0) return DescribeByGrant(grant, out _, out _);
        var blob = Open(grant);
        var run = network.BeginRetries();
        for (var filled = 0; filled < destination.Length;)
        {
            filled += RangedGet.Read(blob, grant.AbsolutePath, offset + filled, destination[filled..], network, out var broken);
            if (broken is null) continue;
            if (IsExpired(broken, grant)) return GrantOutcome.Expired;
            if (!run.WaitAfter(broken)) throw AzureFault.OfRead(broken, $"'{grant.AbsolutePath}' was not read");
        }
        return GrantOutcome.Done;
    }

    /// <summary>What is there: length in bytes, and the MD5 that the service keeps beside it (empty where it does not).</summary>
    /// <param name="grant">Of <see cref="AzureGrants.ToRead"/>.</param>
    /// <param name="length">Of the blob.</param>
    /// <param name="md5">Of the blob.</param>
    /// <returns><see cref="GrantOutcome.Done"/> or <see cref="GrantOutcome.Expired"/>.</returns>
    /// <exception cref="StorageException"><see cref="StorageFault.NotFound"/>, or not reachable.</exception>
    public GrantOutcome DescribeByGrant(Uri grant, out long length, out byte[] md5)
    {
        var blob = Open(grant);
        var run = network.BeginRetries();
        while (true)
        {
            try
            {
                BlobProperties found = blob.GetProperties();
                (length, md5) = (found.ContentLength, found.ContentHash ?? []);
                return GrantOutcome.Done;
            }
            catch (Exception error) when (AzureFault.IsExpected(error))
            {
                (length, md5) = (0, []);
                if (IsExpired(error, grant)) return GrantOutcome.Expired;
                if (!run.WaitAfter(error)) throw AzureFault.OfRead(error, $"'{grant.AbsolutePath}' was not read");
            }
        }
    }

    public void Dispose()
    {
        if (network.Transport is null) (transport as IDisposable)?.Dispose();
    }

    private BlockBlobClient Open(Uri grant)
    {
        if (!Endpoints.AreSafe(grant)) throw new StorageException(StorageFault.Forbidden, $"'{grant.AbsolutePath}' is not at an https address: nothing is sent there.");
        return new BlockBlobClient(grant, network.ClientOptions(transport));
    }

    /// <summary>
    /// A refusal at a time when the grant was over. By the service's clock, which it sends along: ours may be wrong, and a grant that is refused while it is good has
    /// another fault, which a new one would have as well.
    /// </summary>
    private bool IsExpired(Exception error, Uri grant)
    {
        if (!AzureFault.IsRefused(error)) return false;
        var now = (error as RequestFailedException)?.GetRawResponse()?.Headers.Date ?? network.Clock.GetUtcNow();
        var signature = new BlobUriBuilder(grant).Sas;
        // The header has whole seconds.
        return signature is not null && signature.ExpiresOn <= now + TimeSpan.FromSeconds(1);
    }
}
