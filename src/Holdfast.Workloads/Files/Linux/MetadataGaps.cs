using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Collects what could not be applied to one item, for one note.</summary>
internal struct MetadataGaps
{
    private List<string>? gaps;
    private int first;

    public bool Check(int errno, string what)
    {
        if (errno == 0) return true;
        if (first == 0) first = errno;
        (gaps ??= []).Add($"{what} ({Errno.Text(errno)})");
        return false;
    }

    public readonly void Report(Item item, IItemNotes notes)
    {
        if (gaps is not null) notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, first, $"Not applied: {string.Join(", ", gaps)}."));
    }
}
