using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Agents;

/// <summary>Something that could be protected.</summary>
/// <param name="Kind">volume, share, folder, or a kind of a workload plug-in.</param>
/// <param name="Path">What protect takes.</param>
/// <param name="Size">Bytes, 0 where unknown.</param>
/// <param name="Parent">Path of the item that this one belongs to.</param>
/// <param name="IsContainer">An instance: what it holds can join by itself.</param>
public sealed record ProtectableItem(string Kind, string Path, string Name, string? FileSystem, long Size, long Used, string? Parent, bool IsContainer)
{
    /// <summary>Why it cannot be protected; null where it can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unprotectable { get; init; }
}
