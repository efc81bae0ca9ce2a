using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows.Items;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Files.Windows;

/// <summary>Items of one folder of Windows, found again by their paths.</summary>
internal sealed class WindowsDirectoryListing(WindowsFileSource source, byte[] path, Item[] items) : DirectoryListing
{
    public override byte[] Path => path;

    public override IReadOnlyList<Item> Items => items;

    public override void AddReference()
    {
        // Nothing is held open between two calls.
    }

    public override void Release()
    {
        // Nothing is held open between two calls.
    }

    public override bool Describe(Item item, IItemNotes notes)
    {
        try
        {
            ReadMetadata(item, notes);
            return true;
        }
        catch (Exception failure) when (PortableError.IsExpected(failure))
        {
            notes.Add(PortableError.ToNote(failure, item.Path));
            return false;
        }
    }

    public override SmallRead ReadWhole(Item item, Span<byte> destination, IItemNotes notes, out int length)
    {
        length = 0;
        using var file = OpenFile(item, notes);
        if (file is null) return item.Condition.HasFlag(ItemCondition.Unreadable) ? SmallRead.Unreadable : SmallRead.Vanished;
        if (file.Length > destination.Length || file.NextData(0) != (0, file.Length)) return SmallRead.TooLarge;
        try
        {
            length = file.Read(0, destination[..(int)file.Length]);
        }
        catch (IOException failure)
        {
            item.Condition |= ItemCondition.Unreadable;
            notes.Add(PortableError.ToNote(failure, item.Path));
            return SmallRead.Unreadable;
        }
        if (length == file.Length && file.IsUnchanged()) return SmallRead.Ok;
        item.Size = length;
        item.Condition |= ItemCondition.ChangedWhileRead;
        notes.Add(new ItemNote(NoteKind.ChangedWhileRead, item.Path, 0, "It changed while it was read."));
        return SmallRead.Ok;
    }

    public override FileReader? OpenFile(Item item, IItemNotes notes)
    {
        try
        {
            item.Condition = ItemCondition.Complete;
            var name = source.PathOf(item.Path);
            if (WindowsItems.Is(item, NtfsNames.StreamContent)) return new WindowsFileReader(source, item, name, source.Api.OpenContent(name));
            var found = source.Api.Look(name);
            if (WindowsItems.IsElsewhere(found)) throw new IOException("Its content is kept elsewhere, such as in the cloud, and is not fetched for a backup.");
            WindowsItems.Update(item, found);
            ReadMetadata(item, notes);
            return new WindowsFileReader(source, item, name, Content(item, name));
        }
        catch (Exception failure) when (PortableError.IsExpected(failure))
        {
            if (!PortableError.MeansGone(failure)) item.Condition |= ItemCondition.Unreadable;
            notes.Add(PortableError.ToNote(failure, item.Path));
            return null;
        }
    }

    private SafeFileHandle Content(Item item, string name) => WindowsItems.Is(item, NtfsNames.EncryptedContent) ? source.Api.OpenEncrypted(name) : source.Api.OpenContent(name);

    private void ReadMetadata(Item item, IItemNotes notes)
    {
        if (!WindowsItems.Is(item, NtfsNames.StreamContent)) WindowsItems.ReadMetadata(source.Api, source.PathOf(item.Path), item, notes);
    }
}
