namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>What a restore by shadow copies does, in order.</summary>
/// <param name="NeedsReboot">The files are in use until Windows starts anew.</param>
public sealed record ShadowRestorePlan(IReadOnlyList<WriterRestoreStep> Steps, bool NeedsReboot, IReadOnlyList<string> Warnings);
