namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>USN journals of this computer's volumes. Thread-safe.</summary>
public interface IChangeJournals
{
    /// <summary>Null where the volume keeps none.</summary>
    /// <param name="path">Something on the volume.</param>
    /// <exception cref="IOException">It cannot be asked.</exception>
    UsnJournalState? Query(string path);

    /// <summary>Records from a position to the end of the journal.</summary>
    /// <param name="path">Something on the volume.</param>
    /// <exception cref="IOException">It cannot be read, or records were dropped meanwhile.</exception>
    void Read(string path, UsnPosition start, UsnRecordTaker take, CancellationToken cancellation);
}
