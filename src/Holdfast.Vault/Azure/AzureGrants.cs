using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace Holdfast.Vault.Azure;

/// <summary>
/// Signed addresses (SAS) that let their bearer do one thing to one blob for at most an hour: create it where it is not there, or read it. None lists, replaces or removes.
/// The address is the secret: it belongs into no log.
/// </summary>
public sealed class AzureGrants
{
    /// <summary>No grant lives longer.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    private readonly BlobContainerClient container;
    private readonly AzurePlace place;
    private readonly DelegationKeys? keys;
    private readonly TimeProvider clock;

    /// <param name="container">Knows the account's key where <paramref name="keys"/> is null.</param>
    internal AzureGrants(BlobContainerClient container, AzurePlace place, DelegationKeys? keys, TimeProvider clock)
    {
        this.container = container;
        this.place = place;
        this.keys = keys;
        this.clock = clock;
    }

    /// <summary>Lets a new blob be created by one Put Blob.</summary>
    /// <param name="name">Of the blob, in the place.</param>
    /// <param name="life">More than nothing, at most <see cref="LongestLife"/>.</param>
    /// <param name="from">The only address that may use it; null for any.</param>
    /// <exception cref="Store.StorageException">No key to sign with could be had.</exception>
    public Uri ToCreate(string name, TimeSpan life, IPAddress? from = null) => Sign(name, BlobSasPermissions.Create, life, from);

    /// <summary>Lets a blob be read, and its length and MD5 be asked for. Parameters as of <see cref="ToCreate"/>.</summary>
    public Uri ToRead(string name, TimeSpan life, IPAddress? from = null) => Sign(name, BlobSasPermissions.Read, life, from);

    private Uri Sign(string name, BlobSasPermissions permission, TimeSpan life, IPAddress? from)
    {
        var inner = place.Inner(name);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life, LongestLife);
        var blob = container.GetBlobClient(inner);
        // No start: a clock that is ahead of Azure's would make a grant that is not good yet.
        var grant = new BlobSasBuilder(permission, clock.GetUtcNow() + life)
        {
            BlobContainerName = place.Container, BlobName = inner, Resource = "b",
            Protocol = Endpoints.IsLocal(blob.Uri) ? SasProtocol.HttpsAndHttp : SasProtocol.Https,
        };
        if (from is not null) grant.IPRange = new SasIPRange(from);
        if (keys is null) return blob.GenerateSasUri(grant);
        var signed = grant.ToSasQueryParameters(keys.GoodUntil(grant.ExpiresOn), container.AccountName);
        return new BlobUriBuilder(blob.Uri) { Sas = signed }.ToUri();
    }
}
