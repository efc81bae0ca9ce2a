namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>A component must be backed up and restored together with one of another writer.</summary>
/// <param name="Writer">Class of that writer.</param>
public sealed record ComponentDependency(Guid Writer, ComponentPath On)
{
    private const string Remote = "\\\\";

    /// <summary>The computer that has it; null for this one.</summary>
    public string? Computer => Target.StartsWith(Remote, StringComparison.Ordinal) ? Target[Remote.Length..].Split('\\')[0] : null;

    private string Target => On.LogicalPath.StartsWith(Remote, StringComparison.Ordinal) ? On.LogicalPath : On.Name;
}
