namespace Holdfast.Server.Setup.Checks;

/// <summary>A mounted file system. Bytes.</summary>
/// <param name="Path">Where it is mounted, or the folder that was asked about.</param>
/// <param name="FileSystem">Such as ext4, NTFS, nfs4; empty where it is not known.</param>
/// <param name="IsCompressed">The folder, or the whole file system, compresses what is written.</param>
internal sealed record MountFacts(
    string Path, string FileSystem, string Device, long Capacity, long Free, bool IsRemovable = false, bool IsCompressed = false, bool IsNetwork = false, bool IsReadOnly = false);
