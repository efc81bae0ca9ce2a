namespace Holdfast.Contracts.Api.Applications;

/// <summary>The kinds of applications that this server knows.</summary>
public sealed record WorkloadList(IReadOnlyList<WorkloadInfo> Workloads);
