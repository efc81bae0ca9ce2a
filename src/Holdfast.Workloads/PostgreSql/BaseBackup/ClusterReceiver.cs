using System.Text;
using Holdfast.Format;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>
/// Takes the copy stream of BASE_BACKUP apart: each message begins an archive ('n'), begins the manifest ('m'), carries bytes of either ('d'), or tells progress ('p').
/// </summary>
/// <param name="verifier">Null where the cluster has no page checksums.</param>
/// <param name="previousManifest">Null: everything comes whole.</param>
internal sealed class ClusterReceiver(IItemSink sink, PageVerifier? verifier, BackupManifest? previousManifest, IItemNotes notes, IWorkloadProgress progress) : IDisposable
{
    private readonly MemoryStream manifest = new();
    private readonly HashSet<string> directories = new(StringComparer.Ordinal);
    private ArchiveReceiver? archive;
    private TarReader? tar;
    private bool inManifest;
    private TarEntry? newest;

    public IItemSink Sink => sink;

    public PageVerifier? Verifier => verifier;

    public bool IsIncremental => previousManifest is not null;

    public ReceivedFiles Received { get; } = new();

    public BackupLabel? Label { get; private set; }

    /// <summary>Bytes of archives.</summary>
    public long Bytes { get; private set; }

    public void Message(ReadOnlySpan<byte> message)
    {
        var fields = new Protocol.MessageFields(message);
        switch ((char)fields.Byte())
        {
            case 'n':
                EndArchive();
                BeginArchive(fields.Text());
                break;
            case 'm':
                EndArchive();
                inManifest = true;
                break;
            case 'd' when inManifest:
                if (manifest.Length + fields.Left > ManifestReader.Longest) throw new MalformedDataException("The server's manifest is longer than any can be.");
                manifest.Write(fields.Rest());
                break;
            case 'd' when tar is not null:
                Bytes += fields.Left;
                progress.Read(fields.Left);
                tar.Append(fields.Rest());
                break;
            case 'p': break; // what the server has read; what has come is counted above
            default: throw new MalformedDataException($"A message of the base backup is none, after byte {Bytes}.");
        }
    }

    /// <summary>After the last message: holds everything against the manifest, and keeps the manifest.</summary>
    public BackupManifest Complete()
    {
        EndArchive();
        var read = ManifestReader.Read(manifest.GetBuffer().AsSpan(0, (int)manifest.Length));
        Received.Verify(read);
        var kept = Received.Kept(read);
        var bytes = ReferenceEquals(kept, read) ? manifest.GetBuffer().AsSpan(0, (int)manifest.Length) : ManifestWriter.Write(kept);
        var item = ClusterLayout.Own(ClusterLayout.ManifestItem, newest, new Timestamp(newest?.Modified ?? 0, 0));
        if (bytes.Length <= FixedCutter.DatabaseExtent) sink.AddFile(item, bytes);
        else
        {
            using var content = sink.BeginFile(item, new FixedCutter());
            content.Append(bytes);
            content.Complete();
        }
        AddDirectory(ClusterLayout.Data, null);
        return kept;
    }

    public void AddDirectory(string path, TarEntry? entry)
    {
        path = path.TrimEnd('/');
        if (directories.Add(path)) sink.Add(ClusterLayout.Directory(path, entry is null && newest is not null ? newest with { Mode = 0x1C0 } : entry));
    }

    /// <summary>A small file; backup_label is read, and made one of a whole cluster.</summary>
    public void AddSmall(Item item, string clusterPath, byte[] content, TarEntry entry)
    {
        newest = entry;
        if (clusterPath == BackupLabel.FileName)
        {
            Label = BackupLabel.Parse(content);
            if (IsIncremental)
            {
                content = BackupLabel.WithoutIncremental(content);
                Received.Change(clusterPath, clusterPath, ReceivedFiles.Describe(content));
            }
        }
        sink.AddFile(item, content);
    }

    /// <summary>Says in the manifest what a merged file is now. Its checksum is known only where nothing changed: the rest of it was not read.</summary>
    public void Merged(string below, string path, MergedFileReceiver file)
    {
        var whole = below + ArchiveReceiver.WithoutPrefix(path);
        var known = file.IsKept && previousManifest!.Files.TryGetValue(whole, out var earlier) && earlier.Size == file.Size ? earlier : default;
        Received.Change(below + path, whole, new ManifestFile(file.Size, "", known.Algorithm, known.Checksum));
    }

    public void Skip(string path) => notes.Add(new ItemNote(NoteKind.SocketSkipped, Encoding.UTF8.GetBytes(path), 0, "A link that PostgreSQL does not follow was left out."));

    public void Dispose()
    {
        archive?.Dispose();
        manifest.Dispose();
    }

    private void BeginArchive(string name)
    {
        if (name == "base.tar") archive = new ArchiveReceiver(this, "", ClusterLayout.Data + "/");
        else if (name.EndsWith(".tar", StringComparison.Ordinal) && uint.TryParse(name.AsSpan(0, name.Length - 4), out var number))
        {
            AddDirectory($"{ClusterLayout.Tablespaces}/{number}", null);
            archive = new ArchiveReceiver(this, $"pg_tblspc/{number}/", $"{ClusterLayout.Tablespaces}/{number}/");
        }
        else throw new MalformedDataException("The server sends an archive whose name is not one.");
        tar = new TarReader(name, archive);
    }

    private void EndArchive()
    {
        tar?.Complete();
        archive?.Dispose();
        (tar, archive) = (null, null);
    }
}
