using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>A chosen component that is restored.</summary>
/// <param name="Parts">Components within it that alone are restored; empty for all.</param>
/// <param name="Options">What the writer takes as text; null for none.</param>
/// <param name="AdditionalRestores">More will be restored over it: the application leaves the data as it is.</param>
public sealed record RestoredComponent(ComponentId Component, IReadOnlyList<ComponentPath> Parts, IReadOnlyList<NewTarget> Targets, string? Options, bool AdditionalRestores);
