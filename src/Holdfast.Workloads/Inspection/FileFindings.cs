namespace Holdfast.Workloads.Inspection;

/// <summary>What a file is.</summary>
/// <param name="IsIntact">Null: it cannot be told.</param>
/// <param name="Fault">Where the file stops following its format; null where it does not. What was read up to there is in the result.</param>
public abstract record FileFindings(bool? IsIntact, MalformedFileException? Fault);
