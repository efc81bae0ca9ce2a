using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>An item of a recovery point.</summary>
/// <param name="Path">Relative to the datasource's root; bytes that are not UTF-8 as \xHH, a backslash as \\. Recover takes it as it is.</param>
/// <param name="Kind">directory, file, symbolicLink, fifo, characterDevice, blockDevice.</param>
/// <param name="Mode">Octal, such as 0644.</param>
/// <param name="Owner">User id.</param>
/// <param name="Group">Group id.</param>
/// <param name="Target">Where a symbolic link leads.</param>
/// <param name="Condition">complete, changedWhileRead, unreadable.</param>
public sealed record ItemInfo(
    string Path, string Name, string Kind, long Size, DateTimeOffset Modified, string Mode, long Owner, long Group, string? Target, string Condition)
{
    /// <summary>new, changed, same: against the point that a comparison was asked with. Null without one, and for a folder that was there as well: what it holds may differ.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Change { get; init; }
}
