namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>What was chosen of one writer.</summary>
public sealed record WriterChoice(Guid Writer, Guid Instance, string? InstanceName, BackupSchema Schema, IReadOnlyList<ChosenComponent> Components);
