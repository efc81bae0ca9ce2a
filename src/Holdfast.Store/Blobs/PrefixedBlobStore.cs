namespace Holdfast.Store.Blobs;

/// <summary>The part of a store beneath a folder, as a store of its own.</summary>
public sealed class PrefixedBlobStore : IBlobStore
{
    private readonly IBlobStore inner;
    private readonly string prefix;

    /// <param name="inner">Stays the property of the caller.</param>
    /// <param name="prefix">A folder, ending in a slash; empty for all of it.</param>
    public PrefixedBlobStore(IBlobStore inner, string prefix)
    {
        BlobName.CheckPrefix(prefix);
        this.inner = inner;
        this.prefix = prefix;
    }

    public IBlobWriter BeginCreate(string name, long expectedLength) => inner.BeginCreate(Outer(name), expectedLength);

    public void Create(string name, ReadOnlySpan<byte> content) => inner.Create(Outer(name), content);

    public long GetLength(string name) => inner.GetLength(Outer(name));

    public void Read(string name, long offset, Span<byte> destination) => inner.Read(Outer(name), offset, destination);

    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        BlobName.CheckPrefix(prefix);
        var found = inner.List(this.prefix + prefix);
        var own = new List<BlobInfo>(found.Count);
        foreach (var blob in found) own.Add(blob with { Name = blob.Name[this.prefix.Length..] });
        return own;
    }

    public bool Delete(string name) => inner.Delete(Outer(name));

    private string Outer(string name)
    {
        BlobName.Check(name);
        return prefix + name;
    }
}
