using System.Collections.Concurrent;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Items;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>Restores items beneath one directory by what every platform offers. What it cannot keep of an item is noted.</summary>
internal sealed class PortableFileTarget : IFileTarget
{
    private const int MostCopies = 10_000;
    private readonly TargetOptions options;
    private readonly IItemNotes notes;
    private readonly bool madeRoot;
    private readonly WindowsRestore? windows;
    private readonly PortableDirectories directories;
    private readonly SiblingNames siblings = new();
    private readonly ConcurrentQueue<(Item Item, string Path)> unfinished = new();

    private PortableFileTarget(string root, bool madeRoot, TargetOptions options, IItemNotes notes, bool windowsNames, WindowsRestore? windows)
    {
        this.windows = windows;
        this.options = options;
        this.notes = notes;
        this.madeRoot = madeRoot;
        directories = new PortableDirectories(root, windowsNames);
    }

    /// <param name="directory">Created if absent.</param>
    /// <param name="options">What happens to what is there.</param>
    /// <param name="notes">Take the remarks.</param>
    /// <param name="windowsNames">Refuse what Windows could not keep under its name.</param>
    /// <param name="windows">Gives objects what only Windows has; null: that is noted as not kept.</param>
    public static PortableFileTarget Open(string directory, TargetOptions options, IItemNotes notes, bool windowsNames, WindowsRestore? windows = null)
    {
        var full = Path.GetFullPath(directory);
        var place = PortablePath.Verbatim(full);
        var made = !Directory.Exists(place);
        try
        {
            if (made) Directory.CreateDirectory(place);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{directory}: {error.Message}", error);
        }
        return new PortableFileTarget(place, made, options, notes, windowsNames, windows);
    }

    public TargetOutcome CreateDirectory(Item item)
    {
        if (item.IsRoot)
        {
            if (madeRoot || options.Existing == ExistingItem.Overwrite) unfinished.Enqueue((item, directories.Root));
            return TargetOutcome.Done;
        }
        return Within(item, (directory, name) =>
        {
            var path = PortablePath.Join(directory, name);
            var taken = PortableDirectories.IsTaken(path);
            var merges = taken && PortableDirectories.IsPlainDirectory(path) && siblings.IsSpelledSo(directory, name);
            var isNew = !taken || (merges && directories.WasImplied(item));
            if (taken && !merges)
            {
                if (options.Existing == ExistingItem.Skip && siblings.IsSpelledSo(directory, name)) return TargetOutcome.Skipped;
                var other = FreeName(directory, name);
                NoteOtherName(item, other);
                directories.Rename(item, other);
                path = PortablePath.Join(directory, other);
                isNew = true;
            }
            if (!merges)
            {
                Directory.CreateDirectory(path);
                siblings.Added(directory, Path.GetFileName(path));
            }
            if (isNew || options.Existing == ExistingItem.Overwrite) unfinished.Enqueue((item, path));
            return TargetOutcome.Done;
        });
    }

    public TargetOutcome WriteWhole(Item item, ReadOnlySpan<byte> content)
    {
        if (BeginFile(item, out var outcome) is not { } file) return outcome;
        try
        {
            if (!content.IsEmpty) file.WriteAt(0, content);
        }
        catch (IOException error)
        {
            file.Dispose();
            return Fail(item, error);
        }
        return Finish(file);
    }

    public TargetFile? BeginFile(Item item, out TargetOutcome outcome)
    {
        TargetFile? begun = null;
        outcome = Within(Owner(item), (directory, name) =>
        {
            if (!IsStream(item) && options.Existing == ExistingItem.Skip && PortableDirectories.IsTaken(PortablePath.Join(directory, name)) && siblings.IsSpelledSo(directory, name)) return TargetOutcome.Skipped;
            var temporary = PortablePath.Join(directory, Temporary());
            var file = new PortableTargetFile(item, temporary, File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.None));
            try
            {
                windows?.Begin(item, file.Handle);
            }
            catch
            {
                file.Dispose();
                throw;
            }
            begun = file;
            return TargetOutcome.Done;
        });
        return begun;
    }

    public TargetOutcome Finish(TargetFile file)
    {
        var open = (PortableTargetFile)file;
        using (open)
        {
            return Within(Owner(open.Item), (directory, name) =>
            {
                open.Close();
                if (IsStream(open.Item))
                {
                    open.Placed();
                    windows!.Keep(open.Item, open.Temporary, directory);
                    return TargetOutcome.Done;
                }
                if (windows is not null && WindowsRestore.IsEncrypted(open.Item)) windows.Encrypt(open.Temporary);
                var outcome = Place(open.Item, directory, name, open.Temporary, out var path);
                if (outcome != TargetOutcome.Done) return outcome;
                open.Placed();
                windows?.Placed(open.Item, path);
                ApplyMetadata(open.Item, path);
                return TargetOutcome.Done;
            });
        }
    }

    public void Abort(TargetFile file) => file.Dispose();

    /// <summary>System.IO makes no hard links: without Windows each name gets its content.</summary>
    public TargetOutcome CreateLinkTo(Item item, Item firstOfGroup) => windows is null ? TargetOutcome.NotLinkable : Within(item, (directory, name) =>
    {
        var temporary = PortablePath.Join(directory, Temporary());
        if (!windows.Link(temporary, firstOfGroup)) return TargetOutcome.NotLinkable;
        var outcome = Place(item, directory, name, temporary, out _);
        if (outcome != TargetOutcome.Done) File.Delete(temporary);
        return outcome;
    });

    public TargetOutcome CreateSymbolicLink(Item item)
    {
        if (item.LinkTarget is not { Length: > 0 } bytes || PortableName.Decode(bytes) is not { } target || target.Contains('\0', StringComparison.Ordinal))
            return Refuse(item, "it has no target that this platform could keep");
        return Within(item, (directory, name) =>
        {
            var temporary = PortablePath.Join(directory, Temporary());
            if (windows is not null && WindowsMetadata.Of(item).Reparse is not null) return MakeReparse(item, directory, name, temporary);
            // Windows tells links to directories from links to files; what the target is there, or nothing, decides.
            if (Directory.Exists(Path.Combine(directory, target))) Directory.CreateSymbolicLink(temporary, target);
            else File.CreateSymbolicLink(temporary, target);
            // Some file systems and emulations say yes and make something else.
            if (new FileInfo(temporary).LinkTarget is null)
            {
                if (PortableDirectories.IsTaken(temporary)) File.Delete(temporary);
                return Fail(item, new IOException("No symbolic link can be made here."));
            }
            var outcome = Place(item, directory, name, temporary, out _);
            if (outcome != TargetOutcome.Done) File.Delete(temporary);
            return outcome;
        });
    }

    public TargetOutcome CreateNode(Item item) => Fail(item, new IOException("This platform has no such kind of object."));

    public void FinishDirectories()
    {
        windows?.FinishStreams(options.Existing == ExistingItem.Skip, (item, failure) => Fail(item, failure));
        foreach (var (item, path) in unfinished.OrderByDescending(entry => entry.Item.Path.Length).ThenBy(entry => entry.Path, StringComparer.Ordinal)) ApplyMetadata(item, path);
        unfinished.Clear();
    }

    public void Dispose()
    {
        // Nothing is held between two calls.
    }

    private bool IsStream(Item item) => windows is not null && WindowsRestore.IsStream(item, out _, out _);

    /// <summary>A stream lies where the file lies that has it.</summary>
    private Item Owner(Item item) => windows is not null && WindowsRestore.IsStream(item, out var name, out _) ? new Item { Parent = item.Parent, Name = name, Kind = item.Kind } : item;

    /// <summary>A link or junction exactly as it was, whatever it leads to.</summary>
    private TargetOutcome MakeReparse(Item item, string directory, string name, string temporary)
    {
        var isFolder = WindowsItems.IsFolderLink(item);
        if (isFolder) Directory.CreateDirectory(temporary);
        else File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write).Dispose();
        var outcome = TargetOutcome.Failed;
        try
        {
            windows!.Apply(temporary, item);
            outcome = isFolder ? PlaceFolder(item, directory, name, temporary) : Place(item, directory, name, temporary, out _);
            return outcome;
        }
        finally
        {
            if (outcome != TargetOutcome.Done && isFolder) Directory.Delete(temporary);
            else if (outcome != TargetOutcome.Done) File.Delete(temporary);
        }
    }

    private TargetOutcome PlaceFolder(Item item, string directory, string name, string temporary)
    {
        var isTaken = PortableDirectories.IsTaken(PortablePath.Join(directory, name));
        if (isTaken && options.Existing == ExistingItem.Skip) return TargetOutcome.Skipped;
        // Nothing replaces a folder in one step: what is there stays.
        var free = isTaken ? FreeName(directory, name) : name;
        if (isTaken) NoteOtherName(item, free);
        Directory.Move(temporary, PortablePath.Join(directory, free));
        siblings.Added(directory, free);
        return TargetOutcome.Done;
    }

    /// <summary>Gives the finished object its name, or another one where that is taken and must stay.</summary>
    private TargetOutcome Place(Item item, string directory, string name, string temporary, out string path)
    {
        path = PortablePath.Join(directory, name);
        if (PortableDirectories.IsTaken(path))
        {
            var isSame = siblings.IsSpelledSo(directory, name);
            if (isSame && options.Existing == ExistingItem.Skip) return TargetOutcome.Skipped;
            if (isSame && options.Existing == ExistingItem.Overwrite) return Replace(item, temporary, path);
            name = FreeName(directory, name);
            path = PortablePath.Join(directory, name);
            if (!isSame) NoteOtherName(item, name);
        }
        File.Move(temporary, path, overwrite: false);
        siblings.Added(directory, name);
        return TargetOutcome.Done;
    }

    private TargetOutcome Replace(Item item, string temporary, string path)
    {
        if (PortableDirectories.IsPlainDirectory(path)) return Fail(item, new IOException("A directory has its name."));
        // Windows replaces nothing that is read-only.
        if (OperatingSystem.IsWindows()) File.SetAttributes(path, FileAttributes.Normal);
        File.Move(temporary, path, overwrite: true);
        return TargetOutcome.Done;
    }

    private static string FreeName(string directory, string name)
    {
        for (var number = 1; number <= MostCopies; number++)
        {
            var suffix = $" (recovered {number})";
            var kept = name.Length + suffix.Length <= 255 ? name : name[..(255 - suffix.Length)];
            if (char.IsHighSurrogate(kept[^1])) kept = kept[..^1];
            if (!PortableDirectories.IsTaken(PortablePath.Join(directory, kept + suffix))) return kept + suffix;
        }
        throw new IOException($"There are {MostCopies} copies of it already.");
    }

    private void NoteOtherName(Item item, string name) => notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, 0,
        $"It was written as '{name}': something of the same name, or of one that differs only by case, is there."));

    private void ApplyMetadata(Item item, string path)
    {
        Noting(item, "streams, owner or access list", () => windows?.Apply(path, item));
        Noting(item, "times or attributes", () =>
        {
            if (!PortableMetadata.Apply(path, item, options.Security, windows is not null))
                notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, 0, "It has attributes that this platform cannot keep."));
        });
    }

    private void Noting(Item item, string what, Action apply)
    {
        try
        {
            apply();
        }
        catch (Exception error) when (PortableError.IsExpected(error) || error is ArgumentException)
        {
            notes.Add(new ItemNote(NoteKind.MetadataIncomplete, item.Path, PortableError.Number(error), $"Its {what} could not be set: {error.Message}"));
        }
    }

    private TargetOutcome Within(Item item, Func<string, string, TargetOutcome> write)
    {
        var place = directories.Find(item);
        if (place.Refusal is { } refusal) return Refuse(item, refusal);
        if (place.Directory is null) return Fail(item, place.Failure!);
        try
        {
            return write(place.Directory, place.Name);
        }
        catch (Exception error) when (PortableError.IsExpected(error))
        {
            return Fail(item, error);
        }
    }

    private TargetOutcome Refuse(Item item, string why)
    {
        notes.Add(new ItemNote(NoteKind.Refused, item.Path, 0, $"It is not written: {why}."));
        return TargetOutcome.Refused;
    }

    private TargetOutcome Fail(Item item, Exception error)
    {
        notes.Add(new ItemNote(NoteKind.NotWritten, item.Path, PortableError.Number(error), $"It could not be written: {error.Message}"));
        return TargetOutcome.Failed;
    }

    private static string Temporary() => $".holdfast-{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8))}.partial";
}
