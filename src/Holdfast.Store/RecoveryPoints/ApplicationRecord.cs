using System.Text.Json.Serialization;

namespace Holdfast.Store.RecoveryPoints;

/// <summary>What the backup of an application was (docs/format.md §6). Nobody but its workload reads <paramref name="State"/>.</summary>
/// <param name="Type">full, incremental, log.</param>
/// <param name="Why">Why it was more than was wanted.</param>
/// <param name="Guarantee">crash, application.</param>
/// <param name="Began">When the backup began, by this server's clock.</param>
/// <param name="Consistent">The moment, by the application's clock, that the point brings back by itself.</param>
/// <param name="Start">Where its log must begin to be replayed, as the application writes it.</param>
/// <param name="End">From where on it is consistent.</param>
/// <param name="State">At most 1 MiB.</param>
public sealed record ApplicationRecord(
    string Type, string? Why, string Guarantee, DateTimeOffset Began, DateTimeOffset Consistent, string Start, string End, byte[] State)
{
    /// <summary>The newest segment of the followed log that was kept when the backup began; null where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LogSegment { get; init; }

    /// <summary>Production server whose copy was read; null where the datasource has one alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReadFrom { get; init; }
}
