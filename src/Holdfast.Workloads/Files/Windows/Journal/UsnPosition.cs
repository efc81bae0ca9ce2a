namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Up to where a journal has been read: kept with a recovery point.</summary>
/// <param name="VolumeSerial">Of the volume.</param>
/// <param name="JournalId">Given anew whenever the journal is made anew.</param>
/// <param name="NextUsn">The first that has not been read.</param>
public sealed record UsnPosition(ulong VolumeSerial, ulong JournalId, long NextUsn);
