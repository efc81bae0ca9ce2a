namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Takes records of a journal, which are gone when it returns.</summary>
public delegate void UsnRecordTaker(in UsnRecord record);
