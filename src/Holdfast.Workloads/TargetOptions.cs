namespace Holdfast.Workloads;

public sealed record TargetOptions(ExistingItem Existing, SecurityFrom Security);
