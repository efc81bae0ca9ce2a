using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <param name="Next">Id to continue before; null where there are no more, and for jobs that were just queued.</param>
public sealed record JobList(IReadOnlyList<JobInfo> Jobs, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next = null);
