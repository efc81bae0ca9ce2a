namespace Holdfast.Store.Pool;

/// <summary>What the system says about the device under a folder.</summary>
/// <param name="FileSystem">Type as mounted ("ext4"); empty where unknown.</param>
/// <param name="Device">Names the file system: two folders with the same value share their room.</param>
/// <param name="IsCompressed">Mounted with compression.</param>
public sealed record DiskFacts(bool IsRemovable, string FileSystem, string Device, bool IsCompressed);
