namespace Holdfast.Store.Blobs;

/// <summary>
/// Whole immutable objects by name: what a pool's disks, a folder vault and cloud storage all are. Names are lower-case ASCII letters,
/// digits, '.', '-', '_' in components joined by '/'. Every implementation passes the same contract suite. Thread-safe.
/// </summary>
/// <remarks>
/// Promises: a created blob is complete and durable when the call returns, and is never seen half-written; a name that exists is never
/// overwritten; a read returns what was written or throws. Not promised: that a listing shows what was just created.
/// </remarks>
public interface IBlobStore
{
    /// <summary>Starts a blob that becomes visible only when it is committed.</summary>
    /// <param name="expectedLength">Bytes it will have at most: for placement and for refusing early when full.</param>
    IBlobWriter BeginCreate(string name, long expectedLength);

    /// <summary>Creates a small blob.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.AlreadyExists"/>, <see cref="StorageFault.PoolFull"/>, <see cref="StorageFault.WriteFailed"/>…</exception>
    void Create(string name, ReadOnlySpan<byte> content);

    /// <exception cref="StorageException"><see cref="StorageFault.NotFound"/> or <see cref="StorageFault.DiskMissing"/>.</exception>
    long GetLength(string name);

    /// <summary>Fills the destination from an offset; reading past the end throws <see cref="StorageFault.Damaged"/>.</summary>
    void Read(string name, long offset, Span<byte> destination);

    /// <summary>All blobs whose name starts with a prefix (a whole folder path ending in '/', or empty), in name order.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.ListingFailed"/>: the listing is not complete. Never a shorter list instead.</exception>
    IReadOnlyList<BlobInfo> List(string prefix);

    /// <summary>Removes a blob, durably; false where it was not there.</summary>
    bool Delete(string name);
}
