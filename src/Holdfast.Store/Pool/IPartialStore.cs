namespace Holdfast.Store.Pool;

/// <summary>A store of which a part can be away while the rest works.</summary>
public interface IPartialStore
{
    /// <summary>What can be seen, and whether that is all.</summary>
    PoolListing ListReachable(string prefix);
}
