using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <param name="Next">Id to continue after; null where there are no more.</param>
public sealed record SourceList(IReadOnlyList<SourceInfo> Sources, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next = null);
