namespace Holdfast.Protection.Jobs;

/// <summary>A job as far as admission looks at it. <paramref name="SourceId"/>: null where it concerns no single datasource.</summary>
public sealed record JobCandidate(string Id, JobType Type, string? SourceId);
