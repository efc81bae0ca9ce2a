using System.Globalization;

namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Reasons in the words in which fsutil prints them.</summary>
public static class UsnReasonWords
{
    private static readonly (UsnReasons Reason, string Word)[] _words =
    [
        (UsnReasons.DataOverwrite, "Data overwrite"), (UsnReasons.DataExtend, "Data extend"), (UsnReasons.DataTruncation, "Data truncation"),
        (UsnReasons.NamedDataOverwrite, "Named data overwrite"), (UsnReasons.NamedDataExtend, "Named data extend"), (UsnReasons.NamedDataTruncation, "Named data truncation"),
        (UsnReasons.FileCreate, "File create"), (UsnReasons.FileDelete, "File delete"), (UsnReasons.ExtendedAttributeChange, "Extended attribute change"),
        (UsnReasons.SecurityChange, "Security change"), (UsnReasons.RenameOldName, "Rename: old name"), (UsnReasons.RenameNewName, "Rename: new name"),
        (UsnReasons.IndexableChange, "Indexable change"), (UsnReasons.BasicInfoChange, "Basic info change"), (UsnReasons.HardLinkChange, "Hard link change"),
        (UsnReasons.CompressionChange, "Compression change"), (UsnReasons.EncryptionChange, "Encryption change"), (UsnReasons.ObjectIdChange, "Object ID change"),
        (UsnReasons.ReparsePointChange, "Reparse point change"), (UsnReasons.StreamChange, "Stream change"), (UsnReasons.TransactedChange, "Transacted change"),
        (UsnReasons.IntegrityChange, "Integrity change"), (UsnReasons.StorageClassChange, "Desired storage class change"), (UsnReasons.Close, "Close"),
    ];

    /// <summary>All that have a word.</summary>
    public static UsnReasons Known { get; } = _words.Aggregate(UsnReasons.None, (all, word) => all | word.Reason);

    /// <summary>The word of each reason among them, in fsutil's order; bits without a word in hexadecimal.</summary>
    public static IEnumerable<string> Of(UsnReasons reasons)
    {
        foreach (var (reason, word) in _words)
            if ((reasons & reason) != 0) yield return word;
        if ((reasons & ~Known) is var others && others != 0) yield return string.Create(CultureInfo.InvariantCulture, $"0x{(uint)others:x8}");
    }
}
