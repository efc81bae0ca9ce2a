namespace Holdfast.Store.Pool;

public enum PoolDiskCondition
{
    Ok,

    /// <summary>No room for another pack; reading, deleting and small writes go on.</summary>
    Full,

    /// <summary>It can be read but refuses writes.</summary>
    ReadOnly,

    /// <summary>Its folder is gone, is another disk's, or cannot be read.</summary>
    Missing,
}
