namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>One component of a writer.</summary>
public sealed record WriterComponent(ComponentPath Path, ComponentKind Kind)
{
    public string? Caption { get; init; }

    /// <summary>It can be chosen by itself, and need not be.</summary>
    public bool IsSelectable { get; init; }

    /// <summary>It can be restored by itself though it was backed up as part of another.</summary>
    public bool IsSelectableForRestore { get; init; }

    /// <summary>The writer wants to know when the backup is complete.</summary>
    public bool HearsOfCompletion { get; init; }

    /// <summary>The writer keeps something for the restore.</summary>
    public bool KeepsRestoreMetadata { get; init; }

    public ComponentTraits Traits { get; init; }

    public IReadOnlyList<FileSet> Files { get; init; } = [];

    public IReadOnlyList<ComponentDependency> Dependencies { get; init; } = [];
}
