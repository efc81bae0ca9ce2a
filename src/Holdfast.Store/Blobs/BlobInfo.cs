namespace Holdfast.Store.Blobs;

public readonly record struct BlobInfo(string Name, long Length);
