namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Whether a journal tells all that happened since a position; everything but <see cref="Unbroken"/> means that all is looked at.</summary>
public enum UsnContinuity
{
    Unbroken,

    /// <summary>The volume was formatted or exchanged.</summary>
    OtherVolume,

    /// <summary>The journal was deleted and made anew.</summary>
    OtherJournal,

    /// <summary>The journal was turned off meanwhile, or restamped: it vouches for nothing before its lowest valid USN.</summary>
    NotValid,

    /// <summary>Its oldest records were removed because it was full.</summary>
    RecordsGone,

    /// <summary>The volume was set back to an earlier state.</summary>
    WentBack,
}
