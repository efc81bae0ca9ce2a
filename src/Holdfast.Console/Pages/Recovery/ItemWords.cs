using Holdfast.Console.Text;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>Items of recovery points in words.</summary>
public static class ItemWords
{
    public static string Icon(ItemInfo item) => item.Kind switch { "directory" => "folder", "symbolicLink" => "link", _ => "file" };

    public static string Kind(ItemInfo item, Texts texts) => item.Kind switch
    {
        "directory" => texts["Folder"],
        "file" => texts["File"],
        "symbolicLink" => texts["Symbolic link"],
        "fifo" => texts["Pipe"],
        "characterDevice" or "blockDevice" => texts["Device"],
        _ => item.Kind,
    };

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
