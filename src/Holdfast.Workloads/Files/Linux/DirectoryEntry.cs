namespace Holdfast.Workloads.Files.Linux;

/// <summary>A name in the arena of a <see cref="DirectoryReader"/>.</summary>
/// <param name="Offset">Of the first byte in the arena; a NUL follows the name.</param>
/// <param name="Prefix">The first eight bytes, big-endian, filled up with zeros: orders most names without touching the arena.</param>
/// <param name="Length">Bytes of the name.</param>
/// <param name="Type">d_type, 0 where the file system does not tell.</param>
internal readonly record struct DirectoryEntry(long Offset, ulong Prefix, ushort Length, byte Type)
{
    public const byte TypeUnknown = 0, TypeDirectory = 4;
}
