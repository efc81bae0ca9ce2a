namespace Holdfast.Server.Exports;

/// <summary>A file of a recovery point that is a disk.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Path">Of the file in the point.</param>
/// <param name="IsMachines">A disk of a machine: its file is its bare content.</param>
internal sealed record FoundDisk(string Name, byte[] Path, int SectorLength, bool IsMachines);
