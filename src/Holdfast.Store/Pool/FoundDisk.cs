using Holdfast.Format.Keys;

namespace Holdfast.Store.Pool;

/// <summary>A folder with a marker, before it is opened.</summary>
/// <param name="Members">Null where its list of disks is missing or damaged.</param>
internal sealed record FoundDisk(string Id, RepositoryId Pool, string Folder, PoolMembers? Members);
