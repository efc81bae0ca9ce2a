namespace Holdfast.Store;

/// <summary>The one exception of the store: a fault to act on and words for a person.</summary>
public sealed class StorageException(StorageFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public StorageFault Fault { get; } = fault;

    /// <summary>Trying the same again later can help. Damage never is transient.</summary>
    public bool IsTransient => Fault is StorageFault.Unavailable or StorageFault.ListingFailed or StorageFault.InUse;
}
