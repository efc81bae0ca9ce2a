using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>Items of recovery points in words.</summary>
public static class ItemWords
{
    public static string Icon(ItemInfo item) => item.Kind switch { "directory" or "partition" => "folder", "disk" => "disk", "symbolicLink" => "link", _ => "file" };

    /// <summary>Can be opened: a folder, a machine's disk, or a partition of one.</summary>
    public static bool IsFolder(ItemInfo item) => item.Kind is "directory" or "disk" or "partition";

    /// <summary>Has a length of its own.</summary>
    public static bool HasSize(ItemInfo item) => item.Kind is "file" or "disk" or "partition";

    public static string Kind(ItemInfo item, Texts texts) => item.Kind switch
    {
        "directory" => texts["Folder"],
        "file" => texts["File"],
        "disk" => texts["Disk"],
        "partition" => item.Volume is { Number: 0 } ? texts["Whole disk"] : texts["Partition"],
        "symbolicLink" => texts["Symbolic link"],
        "fifo" => texts["Pipe"],
        "characterDevice" or "blockDevice" => texts["Device"],
        _ => item.Kind,
    };

    /// <summary>A partition's file system and label, such as "ext4 · root"; null where it cannot be looked into.</summary>
    public static string? FileSystem(VolumeInfo volume) => volume.FileSystem is null ? null : volume.Label is { Length: > 0 } label ? $"{volume.FileSystem} · {label}" : volume.FileSystem;

    /// <summary>Null for a partition whose file system nobody could ask.</summary>
    public static DateTimeOffset? Modified(ItemInfo item) => item.Volume is { Unreadable: not null } ? null : item.Modified;

    /// <summary>There is something that could be brought back.</summary>
    public static bool CanRecover(ItemInfo item) => item.Volume is not { Unreadable: not null };

    /// <summary>Can be read as a network block device: a disk, or a file of the point itself.</summary>
    public static bool CanGiveOut(ItemInfo item) => item is { Kind: "disk" or "file", Condition: not "unreadable", InDisk: false, Size: > 0 };

    /// <summary>A kind for StateMark, a word, and an icon; null where there is nothing to compare with.</summary>
    public static (string Kind, string Word, string Icon)? Change(string? change, Texts texts) => change switch
    {
        "new" => ("running", texts["New"], "plus"),
        "first" => ("running", texts["First"], "plus"),
        "changed" => ("warning", texts["Changed"], "edit"),
        "same" => ("quiet", texts["Same"], "ok"),
        _ => null,
    };

    /// <summary>What one should know before recovering it; null where it is whole.</summary>
    public static string? Condition(ItemInfo item, Texts texts) => item.Condition switch
    {
        "complete" => null,
        "changedWhileRead" => texts["It changed while it was read: its content may mix old and new."],
        "unreadable" => texts["It could not be read when the recovery point was made: there is no content to recover."],
        _ => item.Condition,
    };

    /// <summary>Has bytes that one can download and look at.</summary>
    public static bool HasContent(ItemInfo item) => item is { Kind: "file", Condition: not "unreadable" };
}
