using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Groups;

/// <summary>A container on a production server: what it holds, now and later, becomes a member.</summary>
/// <param name="Server">Null: this computer.</param>
public sealed record AutoProtectionInfo(string Path, string? Server = null, bool Online = false)
{
    /// <summary>Settings by which the container is looked into and which its members get, such as encrypt or transport of SQL Server; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Options { get; init; }
}
