namespace Holdfast.Workloads.Files.Linux;

/// <summary>Where the first name of a link group was written, and as which object.</summary>
internal sealed record LinkRecord(byte[] Parent, byte[] Name, ulong Device, ulong Inode);
