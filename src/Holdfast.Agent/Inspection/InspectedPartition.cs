namespace Holdfast.Agent.Inspection;

/// <param name="Number">By which paths inside begin; 0: the whole disk is one volume.</param>
/// <param name="Type">What the table says: a word, a GUID, or a byte as 0x5a.</param>
/// <param name="FileSystem">ntfs, ext4, xfs, …; null where nothing known is on it.</param>
/// <param name="Name">As a GPT has it.</param>
public sealed record InspectedPartition(int Number, string Type, long Offset, long Size, string? FileSystem, string? Name);
