using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>What a backup by shadow copies consists of.</summary>
/// <param name="Components">Explicit ones and what follows from them, writer by writer in the order of their documents.</param>
/// <param name="FileSets">Files to copy, folders with variables replaced, each once.</param>
/// <param name="Excluded">Files of these sets that are left out.</param>
/// <param name="Volumes">Roots of the volumes that hold the file sets, with a backslash at the end; no others are copied.</param>
/// <param name="Remote">Components on other computers that belong to it and are not in it.</param>
public sealed record ShadowCopyPlan(
    IReadOnlyList<PlannedComponent> Components, IReadOnlyList<FileSet> FileSets, IReadOnlyList<FileSet> Excluded, IReadOnlyList<string> Volumes, IReadOnlyList<ComponentDependency> Remote)
{
    public IEnumerable<PlannedComponent> Explicit => Components.Where(component => component.IsExplicit);
}
