using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>What is restored of one writer.</summary>
/// <param name="Components">Chosen ones, as VSS is told: SetSelectedForRestore.</param>
/// <param name="Parts">Components within a chosen one that alone are restored of it: AddRestoreSubcomponent. Empty for all.</param>
/// <param name="FileSets">Files to put back.</param>
/// <param name="HearsOfIt">The writer prepares for it and hears of its end.</param>
public sealed record WriterRestoreStep(
    WriterMetadata Writer, IReadOnlyList<ChosenComponent> Components, IReadOnlyList<(ComponentPath Chosen, WriterComponent Part)> Parts, IReadOnlyList<FileSet> FileSets, bool HearsOfIt);
