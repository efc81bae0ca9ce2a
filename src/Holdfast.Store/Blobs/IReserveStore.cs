namespace Holdfast.Store.Blobs;

/// <summary>A store that keeps room aside so that reclamation works when it is full.</summary>
public interface IReserveStore
{
    /// <summary>Like <see cref="IBlobStore.BeginCreate"/>, but may use the room kept aside. For compaction only.</summary>
    IBlobWriter BeginCreateFromReserve(string name, long expectedLength);
}
