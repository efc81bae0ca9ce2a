namespace Holdfast.Store.Blobs;

/// <summary>A store that can lock blobs one by one against everybody, its owner included, such as an account with immutable versions.</summary>
public interface IImmutableStore
{
    /// <summary>Whether it can here. Asks the store.</summary>
    /// <exception cref="StorageException">It cannot be asked.</exception>
    bool CanLock();

    /// <summary>Until then nobody can change, remove or unlock the blob. A lock can be made longer, never shorter.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.Forbidden"/> where a longer lock is there or blobs cannot be locked.</exception>
    void Lock(string name, DateTimeOffset until);
}
