namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Asks a volume's journal what the next backup must look at.</summary>
public static class UsnScan
{
    /// <param name="path">Something on the volume.</param>
    /// <param name="kept">With the last recovery point.</param>
    /// <param name="why">Where there is no plan: why everything is looked at, as a sentence for a job's notes.</param>
    /// <returns>The plan; null: everything is looked at.</returns>
    public static UsnChangePlan? Run(IChangeJournals journals, string path, UsnPosition kept, out string why, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journals);
        var planner = new UsnChangePlanner();
        try
        {
            why = Compare(journals, path, kept);
            if (why.Length > 0) return null;
            journals.Read(path, kept, planner.Add, cancellation);
            // It may have been cut at its beginning while it was read.
            why = Compare(journals, path, kept);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            why = $"All files are looked at: the change journal cannot be read. {failure.Message}";
        }
        if (why.Length > 0) return null;
        var plan = planner.Finish();
        if (plan is null) why = "All files are looked at: more has changed since the last backup than the change journal is read for.";
        return plan;
    }

    private static string Compare(IChangeJournals journals, string path, UsnPosition kept)
    {
        if (journals.Query(path) is not { } now) return "All files are looked at: the volume keeps no change journal any more. fsutil usn createjournal makes one.";
        return UsnGaps.Compare(kept, now) is var continuity && continuity == UsnContinuity.Unbroken ? "" : UsnGaps.Say(continuity);
    }
}
