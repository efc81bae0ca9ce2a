namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>A component in a backup components document: it was chosen by itself.</summary>
public sealed record ChosenComponent(ComponentPath Path, ComponentKind Kind)
{
    /// <summary>What the writer wants back at an incremental or differential backup over this one.</summary>
    public string? BackupStamp { get; init; }

    /// <summary>What the writer stored for its restore: text, mostly Base64.</summary>
    public string? Metadata { get; init; }

    /// <summary>Further attributes, and elements with theirs, as they stand there: the writer or VSS knows them.</summary>
    public IReadOnlyList<ComponentNote> Notes { get; init; } = [];
}
