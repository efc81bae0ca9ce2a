namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Finds out whether anything could have happened that a journal does not tell.</summary>
public static class UsnGaps
{
    public static UsnContinuity Compare(UsnPosition kept, UsnJournalState now)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(now);
        if (kept.VolumeSerial != now.VolumeSerial) return UsnContinuity.OtherVolume;
        if (kept.JournalId != now.JournalId) return UsnContinuity.OtherJournal;
        if (kept.NextUsn > now.NextUsn) return UsnContinuity.WentBack;
        if (kept.NextUsn < now.LowestValidUsn) return UsnContinuity.NotValid;
        return kept.NextUsn < now.FirstUsn ? UsnContinuity.RecordsGone : UsnContinuity.Unbroken;
    }

    /// <summary>Why all is looked at, as a sentence for a job's notes.</summary>
    /// <param name="continuity">Not unbroken.</param>
    public static string Say(UsnContinuity continuity) => continuity switch
    {
        UsnContinuity.OtherVolume => "All files are looked at: another volume is here than at the last backup.",
        UsnContinuity.OtherJournal => "All files are looked at: the change journal was made anew since the last backup.",
        UsnContinuity.NotValid => "All files are looked at: the change journal was off for a time since the last backup.",
        UsnContinuity.RecordsGone => "All files are looked at: the change journal has dropped records since the last backup. A larger one helps: fsutil usn createjournal m=SIZE.",
        UsnContinuity.WentBack => "All files are looked at: the volume was set back to an earlier state since the last backup.",
        _ => throw new ArgumentOutOfRangeException(nameof(continuity)),
    };
}
