namespace Holdfast.Contracts.Api;

public sealed record JobList(IReadOnlyList<JobInfo> Jobs);
