using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <param name="Next">Id to continue before; null where there are no more, and for jobs that were just queued.</param>
public sealed record JobList(IReadOnlyList<JobInfo> Jobs, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next = null)
{
    /// <summary>What applications said when they were protected: what keeps them from being protected as well as they could be.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }
}
