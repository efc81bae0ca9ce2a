namespace Holdfast.Contracts.Api.Recovery;

/// <summary>A partition of a machine's disk, or all of a disk that has no partitions.</summary>
/// <param name="Number">In the partition table, from 1; 0: the disk has none, and this is all of it.</param>
/// <param name="Offset">Bytes from the beginning of the disk.</param>
/// <param name="Type">A word such as efi, basicData, linux, or linuxSwap; its number where the type is not well known; wholeDisk where there is no table.</param>
/// <param name="Name">Of the partition, as GPT keeps it.</param>
/// <param name="FileSystem">What is on it, such as ntfs, ext4, swap, bitlocker; null where that is not known.</param>
/// <param name="Label">Of the file system.</param>
/// <param name="Unreadable">Why it cannot be looked into; null where it can.</param>
public sealed record VolumeInfo(int Number, long Offset, string Type, string? Name, string? FileSystem, string? Label, string? Unreadable);
