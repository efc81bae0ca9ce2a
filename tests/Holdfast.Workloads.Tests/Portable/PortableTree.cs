using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Portable;

/// <summary>A folder of its own for one test, made by System.IO alone, so that these tests run on every platform.</summary>
internal sealed class PortableTree : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("holdfast-portable-").FullName;

    [System.Runtime.CompilerServices.IndexerName("Place")]
    internal string this[string relative] => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    internal string Write(string relative, string content = "content")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], content);
        return this[relative];
    }

    internal string Folder(string relative) => Directory.CreateDirectory(this[relative]).FullName;

    internal static PortableFileTarget Target(string directory, Notes notes, ExistingItem existing = ExistingItem.Overwrite) =>
        PortableFileTarget.Open(directory, new TargetOptions(existing, SecurityFrom.Destination), notes, windowsNames: true);

    internal static Item Item(ItemKind kind, string parent, string name, long size = 0) => new()
    {
        Kind = kind, Parent = Encoding.UTF8.GetBytes(parent), Name = PortableName.Encode(name), Mode = 0x1a4, Size = size, Modified = new Timestamp(1_000_000_000, 500),
    };

    /// <summary>Reads a tree and writes it to a target, as the engine does.</summary>
    internal static void Copy(string from, string to, Notes notes, ExistingItem existing = ExistingItem.Copy, int buffer = 4096)
    {
        using var source = PortableFileSource.Open(from, TimeProvider.System);
        using var target = Target(to, notes, existing);
        foreach (var listing in source.Walk(ScanOptions.Everything, notes, CancellationToken.None))
        {
            foreach (var item in listing.Items) Copy(listing, item, target, new byte[buffer], notes);
            listing.Release();
        }
        target.FinishDirectories();
    }

    private static void Copy(DirectoryListing listing, Item item, PortableFileTarget target, byte[] buffer, Notes notes)
    {
        if (item.Kind == ItemKind.Directory) target.CreateDirectory(item);
        else if (item.Kind == ItemKind.SymbolicLink) target.CreateSymbolicLink(item);
        else if (listing.ReadWhole(item, buffer, notes, out var length) is var read && read == SmallRead.Ok) target.WriteWhole(item, buffer.AsSpan(0, length));
        else if (read == SmallRead.TooLarge) CopyLarge(listing, item, target, buffer, notes);
    }

    private static void CopyLarge(DirectoryListing listing, Item item, PortableFileTarget target, byte[] buffer, Notes notes)
    {
        using var reader = listing.OpenFile(item, notes)!;
        if (target.BeginFile(item, out _) is not { } file) return;
        for (long at = 0; reader.NextData(at) is var (start, length) && length > 0;)
        {
            var got = reader.Read(start, buffer.AsSpan(0, (int)Math.Min(length, buffer.Length)));
            file.WriteAt(start, buffer.AsSpan(0, got));
            at = start + got;
        }
        Assert.True(reader.IsUnchanged());
        target.Finish(file);
    }

    public void Dispose()
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
        Directory.Delete(Root, recursive: true);
    }
}
