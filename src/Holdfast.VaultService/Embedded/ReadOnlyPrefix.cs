using Holdfast.Contracts.Errors;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Embedded;

/// <summary>A server's blobs for one who may read them: every write is refused.</summary>
internal sealed class ReadOnlyPrefix(IBlobStore inner) : IBlobStore
{
    public IBlobWriter BeginCreate(string name, long expectedLength) => throw Refused();

    public void Create(string name, ReadOnlySpan<byte> content) => throw Refused();

    public long GetLength(string name) => inner.GetLength(name);

    public void Read(string name, long offset, Span<byte> destination) => inner.Read(name, offset, destination);

    public IReadOnlyList<BlobInfo> List(string prefix) => inner.List(prefix);

    public bool Delete(string name) => throw Refused();

    private static StorageException Refused() =>
        VaultRefusal.AsStorage(new HoldfastException(ErrorCode.VaultNameForbidden, "Another server's blobs can be read for recovery, and never be written."));
}
