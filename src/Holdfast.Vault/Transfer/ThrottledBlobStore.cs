using Holdfast.Contracts.Bandwidth;
using Holdfast.Store.Blobs;

namespace Holdfast.Vault.Transfer;

/// <summary>Slows what is written to a store down to a schedule. Reads (recovery) are never slowed.</summary>
public sealed class ThrottledBlobStore(IBlobStore inner, BandwidthLimit limit) : IBlobStore
{
    public IBlobWriter BeginCreate(string name, long expectedLength) => new Writer(inner.BeginCreate(name, expectedLength), limit);

    public void Create(string name, ReadOnlySpan<byte> content)
    {
        limit.Take(content.Length);
        inner.Create(name, content);
    }

    public long GetLength(string name) => inner.GetLength(name);

    public void Read(string name, long offset, Span<byte> destination) => inner.Read(name, offset, destination);

    public IReadOnlyList<BlobInfo> List(string prefix) => inner.List(prefix);

    public bool Delete(string name) => inner.Delete(name);

    private sealed class Writer(IBlobWriter inner, BandwidthLimit limit) : IBlobWriter
    {
        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
            limit.Take(bytes.Length);
            inner.WriteAt(offset, bytes);
        }

        public void Commit(long length) => inner.Commit(length);

        public void Dispose() => inner.Dispose();
    }
}
