namespace Holdfast.Workloads.Files.Linux;

/// <param name="Name">Name in its parent.</param>
/// <param name="Inode">Finds the directory again after its handle was closed.</param>
/// <param name="IsMount">Something else is mounted there in the live tree, and the snapshot shows an empty directory.</param>
internal readonly record struct Subdirectory(byte[] Name, ulong Inode, bool IsMount);
