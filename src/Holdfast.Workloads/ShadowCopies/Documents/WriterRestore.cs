namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>How a writer's files are restored.</summary>
/// <param name="Service">Service that is stopped meanwhile; null for none.</param>
/// <param name="Procedure">Where a custom restore is described; null for none.</param>
/// <param name="Alternates">Files that go elsewhere where they cannot be replaced: their <see cref="FileSet.AlternatePath"/>.</param>
public sealed record WriterRestore(
    RestoreMethod Method, WriterParticipation Participation, bool NeedsReboot, string? Service = null, string? Procedure = null, IReadOnlyList<FileSet>? Alternates = null);
