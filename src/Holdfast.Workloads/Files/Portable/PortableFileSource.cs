namespace Holdfast.Workloads.Files.Portable;

/// <summary>
/// A live tree, read by what every platform offers. Kept: names, content, times, sizes, the attributes read-only, hidden, system, archive and not-indexed, targets of
/// symbolic links and junctions. Not kept: access lists, owners, alternate streams, hard links as such, holes, encryption, compression.
/// </summary>
internal sealed class PortableFileSource : IFileSource
{
    // The clock that stamps files may be this much behind.
    private static readonly TimeSpan clockTick = TimeSpan.FromMilliseconds(20);
    private readonly TimeProvider time;

    private PortableFileSource(string root, string? singleName, TimeProvider time)
    {
        Root = root;
        SingleName = singleName;
        this.time = time;
        Place = PortablePath.Verbatim(root);
    }

    public string Root { get; }

    public bool IsSnapshot => false;

    /// <summary>The root as the platform is asked for it.</summary>
    public string Place { get; }

    /// <summary>The only name to list, where a single file was asked for.</summary>
    public string? SingleName { get; }

    /// <summary>A file whose time lies in this second or later may change once more without showing it.</summary>
    public long GuardSecond => (time.GetUtcNow() - clockTick).ToUnixTimeSeconds();

    /// <exception cref="IOException">Not found, or not readable.</exception>
    public static PortableFileSource Open(string path, TimeProvider time)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(PortablePath.Verbatim(full));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{path}: {error.Message}", error);
        }
        if (attributes.HasFlag(FileAttributes.Directory)) return new PortableFileSource(full, null, time);
        return new PortableFileSource(Path.GetDirectoryName(full) ?? full, Path.GetFileName(full), time);
    }

    public IEnumerable<DirectoryListing> Walk(ScanOptions options, IItemNotes notes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        notes.Add(new ItemNote(NoteKind.SnapshotUnavailable, [], 0, "The live tree is read, not a snapshot: none can be taken here."));
        return new PortableWalker(this, options, notes).Walk(ct);
    }

    public void Dispose()
    {
        // Nothing is held between two calls.
    }
}
