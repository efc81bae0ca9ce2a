using Holdfast.Format.Items;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>Items of one directory, found again by their paths.</summary>
internal sealed class PortableDirectoryListing(PortableFileSource source, byte[] path, Item[] items) : DirectoryListing
{
    private const int Tries = 3;
    private const ItemCondition ReadConditions = ItemCondition.ChangedWhileRead | ItemCondition.Unreadable | ItemCondition.Racy;

    public override byte[] Path => path;

    public override IReadOnlyList<Item> Items => items;

    public override void AddReference()
    {
        // Nothing is held open.
    }

    public override void Release()
    {
        // Nothing is held open.
    }

    /// <summary>The listing has told all that there is.</summary>
    public override bool Describe(Item item, IItemNotes notes) => true;

    public override SmallRead ReadWhole(Item item, Span<byte> destination, IItemNotes notes, out int length)
    {
        length = 0;
        try
        {
            using var file = OpenHandle(item);
            return ReadWhole(file, item, destination, notes, out length);
        }
        catch (Exception error) when (PortableError.IsExpected(error))
        {
            return Refuse(item, error, notes) ? SmallRead.Vanished : SmallRead.Unreadable;
        }
    }

    public override FileReader? OpenFile(Item item, IItemNotes notes)
    {
        try
        {
            return new PortableFileReader(source, item, OpenHandle(item));
        }
        catch (Exception error) when (PortableError.IsExpected(error))
        {
            Refuse(item, error, notes);
            return null;
        }
    }

    public static void MarkRacy(Item item, long guardSecond)
    {
        if (item.Modified.Seconds >= guardSecond) item.Condition |= ItemCondition.Racy;
        else item.Condition &= ~ItemCondition.Racy;
    }

    private SmallRead ReadWhole(SafeFileHandle file, Item item, Span<byte> destination, IItemNotes notes, out int length)
    {
        length = 0;
        item.Condition &= ~ReadConditions;
        for (var attempt = 1; ; attempt++)
        {
            var guard = source.GuardSecond;
            PortableMetadata.Capture(file, item);
            var (size, modified) = (item.Size, item.Modified);
            if (size > destination.Length) return SmallRead.TooLarge;
            length = ReadAll(file, destination[..(int)size]);
            PortableMetadata.Capture(file, item);
            var unchanged = length == size && item.Size == size && item.Modified == modified;
            if (!unchanged && attempt < Tries) continue;
            item.Size = length;
            MarkRacy(item, guard);
            if (unchanged) return SmallRead.Ok;
            item.Condition |= ItemCondition.ChangedWhileRead;
            notes.Add(new ItemNote(NoteKind.ChangedWhileRead, item.Path, 0, $"It kept changing while it was read ({Tries} tries)."));
            return SmallRead.Ok;
        }
    }

    public static int ReadAll(SafeFileHandle file, Span<byte> destination, long offset = 0)
    {
        var total = 0;
        while (total < destination.Length && RandomAccess.Read(file, destination[total..], offset + total) is var got && got > 0) total += got;
        return total;
    }

    private SafeFileHandle OpenHandle(Item item)
    {
        var place = PortablePath.Of(source.Place, item.Path);
        var file = File.OpenHandle(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        // A link that took the file's place would have been followed.
        if (new FileInfo(place).LinkTarget is null) return file;
        file.Dispose();
        throw new FileNotFoundException("A link has taken its place.");
    }

    /// <returns>True where it is gone.</returns>
    private static bool Refuse(Item item, Exception error, IItemNotes notes)
    {
        var gone = PortableError.MeansGone(error);
        if (!gone) item.Condition |= ItemCondition.Unreadable;
        notes.Add(PortableError.ToNote(error, item.Path));
        return gone;
    }
}
