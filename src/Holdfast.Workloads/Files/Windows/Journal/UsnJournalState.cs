namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>What FSCTL_QUERY_USN_JOURNAL tells.</summary>
/// <param name="FirstUsn">The first record that is there.</param>
/// <param name="NextUsn">The next one that will be written.</param>
/// <param name="LowestValidUsn">The first that this journal could hold: what was written before it was turned on does not count.</param>
public sealed record UsnJournalState(ulong VolumeSerial, ulong JournalId, long FirstUsn, long NextUsn, long LowestValidUsn)
{
    public UsnPosition Position => new(VolumeSerial, JournalId, NextUsn);
}
