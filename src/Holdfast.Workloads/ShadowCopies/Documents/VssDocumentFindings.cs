using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>A document of VSS; at most one of the three is there.</summary>
/// <param name="Document">The word for it: writerMetadata, backupComponents, manifest.</param>
public sealed record VssDocumentFindings(string Document, WriterMetadata? Writer, BackupComponents? Components, SnapshotManifest? Manifest, MalformedFileException? Fault)
    : FileFindings(Fault is null, Fault);
