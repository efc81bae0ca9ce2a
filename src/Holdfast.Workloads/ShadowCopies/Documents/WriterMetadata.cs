namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>A writer metadata document: what a writer has to be backed up.</summary>
public sealed record WriterMetadata
{
    /// <summary>The writer's class: the same on every computer.</summary>
    public required Guid Writer { get; init; }

    /// <summary>This writer in this process.</summary>
    public required Guid Instance { get; init; }

    public string Name { get; init; } = "";

    public string? InstanceName { get; init; }

    public WriterUsage Usage { get; init; }

    public WriterSource Source { get; init; }

    public int MajorVersion { get; init; }

    public int MinorVersion { get; init; }

    public BackupSchema Schema { get; init; }

    /// <summary>Null where the writer has nothing to restore.</summary>
    public WriterRestore? Restore { get; init; }

    public IReadOnlyList<WriterComponent> Components { get; init; } = [];

    /// <summary>Files that are in no backup, though a component's file set matches them.</summary>
    public IReadOnlyList<FileSet> Excluded { get; init; } = [];

    /// <summary>Files that are not in the shadow copy: the writer deletes them from it.</summary>
    public IReadOnlyList<FileSet> NotInSnapshot { get; init; } = [];

    /// <summary>Files of the application that belong to no component.</summary>
    public IReadOnlyList<FileSet> Included { get; init; } = [];

    /// <summary>Names in the document that are not known here; at most <see cref="DocumentLimits.UnknownNames"/>.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}
