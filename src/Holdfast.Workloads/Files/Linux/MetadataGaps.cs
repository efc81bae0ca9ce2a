using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Collects what could not be applied to one item, for one note.</summary>
internal struct MetadataGaps
{
    private List<string>? gaps;
    private int first;
    private List<ExtendedAttribute>? streams;

    /// <summary>Named streams of Windows that do not fit are gathered, and no gap: somebody writes them beside the file.</summary>
    public bool GathersStreams { get; init; }

    public readonly IReadOnlyList<ExtendedAttribute> Streams => streams ?? [];

    public bool Check(int errno, string what)
    {
        if (errno == 0) return true;
        if (first == 0) first = errno;
        (gaps ??= []).Add($"{what} ({Errno.Text(errno)})");
        return false;
    }

    /// <param name="errno">What setting it gave.</param>
    public void Check(int errno, ExtendedAttribute attribute)
    {
        if (errno != 0 && GathersStreams && SideStream.Is(attribute)) (streams ??= []).Add(attribute);
        else Check(errno, $"attribute {ItemPath.ToDisplay(attribute.Name)}");
    }

    public readonly void Report(Item item, IItemNotes notes)
    {
        if (gaps is not null) notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, first, $"Not applied: {string.Join(", ", gaps)}."));
    }
}
