namespace Holdfast.Vault.Remote;

/// <summary>The way the bytes of blobs take: through the service, or straight to the storage account. Fails with <see cref="CallFailedException"/>, or with <see cref="Store.StorageException"/> of the account.</summary>
internal interface IBlobPath
{
    /// <summary>Creates a blob, durable and complete on return.</summary>
    void Put(string name, ReadOnlyMemory<byte> content);

    /// <summary>Fills the destination from an offset; not empty.</summary>
    void Read(string name, long offset, Span<byte> destination);
}
