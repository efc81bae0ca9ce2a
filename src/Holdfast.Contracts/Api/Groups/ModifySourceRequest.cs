using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Groups;

/// <summary>Changes a member's own exclusions, beside those of its group, and what is taken of it; null leaves them as they are.</summary>
/// <param name="Source">Id, name, or path.</param>
/// <param name="Options">Of files of Windows, as <see cref="ProtectRequest.Options"/>; an application takes them when it is protected again.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModifySourceRequest(string Source, IReadOnlyList<string>? Exclude = null, IReadOnlyList<string>? ExcludeExtensions = null, bool? Online = null,
    IReadOnlyDictionary<string, string>? Options = null);
