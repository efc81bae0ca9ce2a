using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>A component that takes part.</summary>
/// <param name="ChosenBy">The component that VSS is told of, because this is part of it; itself where it is told of this one.</param>
public sealed record PlannedComponent(WriterMetadata Writer, WriterComponent Component, ComponentPath ChosenBy)
{
    /// <summary>VSS is told of it by name; the other components follow from those.</summary>
    public bool IsExplicit => ChosenBy.Equals(Component.Path);

    public override string ToString() => $"{Writer.Name}: {Component.Path}";
}
