namespace Holdfast.Agent.Inspection;

/// <param name="Writer">Class of its writer.</param>
/// <param name="MetadataLength">Characters of what the writer stored for a restore; 0 for nothing.</param>
public sealed record InspectedChosenComponent(Guid Writer, string? WriterInstance, string Path, string Kind, string? BackupStamp, int MetadataLength);
