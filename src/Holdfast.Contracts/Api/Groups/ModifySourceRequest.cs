using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Groups;

/// <summary>Changes a member's own exclusions, beside those of its group; null leaves them as they are.</summary>
/// <param name="Source">Id, name, or path.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModifySourceRequest(string Source, IReadOnlyList<string>? Exclude = null, IReadOnlyList<string>? ExcludeExtensions = null, bool? Online = null);
