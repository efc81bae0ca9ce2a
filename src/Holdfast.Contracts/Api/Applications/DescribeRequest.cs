using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Applications;

/// <summary>Asks an application how it is and what can be done with it; changes nothing.</summary>
/// <param name="Path">Its address, such as postgresql://db1:5432.</param>
/// <param name="Server">Production server whose agent asks; null: this computer.</param>
/// <param name="Options">Settings of the datasource by name.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DescribeRequest(string Path, string? Server = null, IReadOnlyDictionary<string, string>? Options = null);
