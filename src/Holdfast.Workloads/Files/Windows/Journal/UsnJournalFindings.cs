using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>What a file that holds a USN journal is.</summary>
/// <param name="First">USN of the first record; null where there is none.</param>
/// <param name="Last">USN of the last one.</param>
/// <param name="Reasons">How many records give each reason, in fsutil's words.</param>
public sealed record UsnJournalFindings(long Records, long? First, long? Last, IReadOnlyDictionary<string, long> Reasons, MalformedFileException? Fault) : FileFindings(Fault is null, Fault);
