using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Holdfast.Vault.Azure;

/// <summary>
/// A whole blob in one Put Blob that creates and never replaces. The service checks the bytes by their MD5 before the blob is there, and keeps the MD5 beside it.
/// </summary>
internal sealed record SinglePut(Stream Content, byte[] Md5, AccessTier Tier)
{
    /// <summary>Nobody can change or remove the blob before; null for no lock.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    public void Send(BlockBlobClient blob)
    {
        Content.Position = 0;
        using var hash = ContentHashPolicy.Announce(Md5);
        blob.Upload(Content, new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = global::Azure.ETag.All },
            AccessTier = Tier,
            ImmutabilityPolicy = LockedUntil is { } until ? new BlobImmutabilityPolicy { ExpiresOn = until, PolicyMode = BlobImmutabilityPolicyMode.Locked } : null,
            // One request whatever the length: blocks would need the right to replace.
            TransferOptions = new StorageTransferOptions { InitialTransferSize = long.MaxValue, MaximumTransferSize = long.MaxValue, MaximumConcurrency = 1 },
            TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.None },
        });
    }

    /// <summary>The blob of the name is what <see cref="Send"/> sends, byte for byte as far as length and MD5 tell.</summary>
    public bool IsSame(BlobProperties found) => found.ContentLength == Content.Length && found.ContentHash is { } hash && hash.AsSpan().SequenceEqual(Md5);
}
