namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>What DiskShadow writes beside the documents: which shadow copies there are, and which file holds which document.</summary>
public sealed record SnapshotManifest(
    Guid SnapshotSet, string Computer, IReadOnlyList<ManifestCopy> Copies, string? ComponentsFile, IReadOnlyList<ManifestWriter> Writers, IReadOnlyList<string> Unknown);
