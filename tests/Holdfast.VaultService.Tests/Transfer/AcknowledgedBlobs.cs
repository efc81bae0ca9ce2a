using System.Collections.Concurrent;
using Holdfast.Store.Blobs;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Remembers what a store said that it has.</summary>
internal sealed class AcknowledgedBlobs(IBlobStore inner) : IBlobStore
{
    private readonly ConcurrentDictionary<string, bool> names = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => [.. names.Keys];

    public IBlobWriter BeginCreate(string name, long expectedLength) => new Writer(inner.BeginCreate(name, expectedLength), () => names[name] = true);

    public void Create(string name, ReadOnlySpan<byte> content)
    {
        inner.Create(name, content);
        names[name] = true;
    }

    public long GetLength(string name) => inner.GetLength(name);

    public void Read(string name, long offset, Span<byte> destination) => inner.Read(name, offset, destination);

    public IReadOnlyList<BlobInfo> List(string prefix) => inner.List(prefix);

    public bool Delete(string name)
    {
        names.TryRemove(name, out _);
        return inner.Delete(name);
    }

    private sealed class Writer(IBlobWriter inner, Action committed) : IBlobWriter
    {
        public void WriteAt(long offset, ReadOnlySpan<byte> bytes) => inner.WriteAt(offset, bytes);

        public void Commit(long length)
        {
            inner.Commit(length);
            committed();
        }

        public void Dispose() => inner.Dispose();
    }
}
