using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>An item of a recovery point.</summary>
/// <param name="Path">Relative to the datasource's root; bytes that are not UTF-8 as \xHH, a backslash as \\. Recover takes it as it is.</param>
/// <param name="Kind">directory, file, symbolicLink, fifo, characterDevice, blockDevice; of a machine also disk (a file that can be looked into as a folder) and partition.</param>
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

    /// <summary>It lies inside a disk of a machine, whose own recovery takes it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool InDisk { get; init; }

    /// <summary>Of an item of Windows, in the answers about its versions: owner and access lists as SDDL. Null for everything else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccessList { get; init; }

    /// <summary>What is known of a partition; null for everything else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Recovery.VolumeInfo? Volume { get; init; }
}
