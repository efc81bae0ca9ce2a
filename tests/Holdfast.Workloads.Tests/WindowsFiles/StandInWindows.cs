using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Rules;
using Holdfast.Workloads.Files.Windows.Streams;
using Holdfast.Workloads.Tests.Support;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Tests.WindowsFiles;

/// <summary>Files of a Windows that is not there: C:\ is a folder of this test, and what Linux does not have of files is in memory. What is written is remembered.</summary>
internal sealed class StandInWindows(TempTree tree) : IWindowsFileApi
{
    private readonly Dictionary<string, StandInObject> _objects = new(StringComparer.OrdinalIgnoreCase);
    private ulong _nextId = 100;

    public ConcurrentDictionary<string, byte[]> Written { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Encrypted { get; } = new();

    public int Sparse { get; private set; }

    public RegistryFacts Facts { get; set; } = new([], [], new Dictionary<string, string>());

    /// <summary>Paths that Windows refuses to list or look at.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>Paths that were looked at, in order.</summary>
    public List<string> Looks { get; } = [];

    public StandInObject Folder(string path)
    {
        Directory.CreateDirectory(Real(path));
        return _objects[path] = new StandInObject(FileAttributes.Directory, _nextId++);
    }

    public StandInObject File(string path, string content, FileAttributes attributes = FileAttributes.Archive)
    {
        System.IO.File.WriteAllText(Real(path), content);
        return _objects[path] = new StandInObject(attributes, _nextId++);
    }

    public IEnumerable<string> List(string folder) => Refused.Contains(folder) ? throw new UnauthorizedAccessException($"{folder} is refused.") : Beneath(Plain(folder));

    private IEnumerable<string> Beneath(string folder) =>
        _objects.Keys.Where(path => path.Length > folder.Length && path.StartsWith(folder.TrimEnd('\\') + '\\', StringComparison.OrdinalIgnoreCase)).Select(path => path[(folder.TrimEnd('\\').Length + 1)..])
            .Where(name => !name.Contains('\\', StringComparison.Ordinal)).Reverse();

    public WindowsObject Look(string path)
    {
        Looks.Add(path);
        var found = Find(path);
        var length = found.Attributes.HasFlag(FileAttributes.Directory) ? 0 : new FileInfo(Real(path)).Length;
        var time = (ulong)new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).ToFileTimeUtc();
        return new WindowsObject(found.Attributes, length, time, time + found.Changes, time - 1, found.Id, 7, found.Links) { Reparse = found.Reparse, Streams = [.. found.Streams.Select(stream => (stream.Key, (long)stream.Value.Length))] };
    }

    public SafeFileHandle OpenContent(string path)
    {
        path = Plain(path);
        var mark = path.IndexOf(':', 2);
        if (mark < 0) return System.IO.File.OpenHandle(Real(path));
        var copy = tree.Write($"stream-{Guid.NewGuid():N}", Encoding.ASCII.GetString(Find(path[..mark]).Streams[path[(mark + 1)..]]));
        return System.IO.File.OpenHandle(copy);
    }

    public SafeFileHandle OpenEncrypted(string path) => System.IO.File.OpenHandle(tree.Write($"raw-{Guid.NewGuid():N}", "RAW " + System.IO.File.ReadAllText(Real(path))));

    public IBackupBytes OpenStreams(string path)
    {
        var found = Find(path);
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new BackupStreamWriter(bytes);
        if (found.Security is { } security) writer.Write(BackupStreamKind.Security, security);
        if (!found.Attributes.HasFlag(FileAttributes.Directory)) writer.Write(BackupStreamKind.Data, System.IO.File.ReadAllBytes(Real(path)));
        foreach (var (name, value) in found.Streams) writer.Write(BackupStreamKind.AlternateData, value, BackupStreamHeader.FullName(name));
        if (found.Reparse is { } reparse) writer.Write(BackupStreamKind.Reparse, reparse);
        if (found.Damage) bytes.Write<byte>([77, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        return new StandInBytes(bytes.WrittenSpan.ToArray());
    }

    /// <summary>What a volume tells of every file; null: nothing.</summary>
    public IReadOnlyList<ByteRange>? Ranges { get; set; }

    public IReadOnlyList<ByteRange>? DataRanges(SafeFileHandle file, long length) => Ranges;

    public RegistryFacts Registry() => Facts;

    public void WriteStreams(string path, ReadOnlyMemory<byte> streams, bool withSecurity) => Written[path] = streams.ToArray();

    public void Link(string path, string existing) => Shell.Run($"ln {Shell.Quote(existing)} {Shell.Quote(path)}");

    public void MakeSparse(SafeFileHandle file) => Sparse++;

    public void WriteEncrypted(string path, Stream raw)
    {
        Encrypted.Enqueue(path);
        using var file = System.IO.File.Create(path);
        raw.Position = 4;
        raw.CopyTo(file);
    }

    /// <summary>A shadow copy shows what C:\ holds.</summary>
    private static string Plain(string path) => path.StartsWith(@"\\?\", StringComparison.Ordinal) ? "C:\\" + string.Join('\\', path.Split('\\').Skip(6)) : path;

    private string Real(string path) => tree[Plain(path)[3..].Replace('\\', '/')];

    private StandInObject Find(string path) => Refused.Contains(path) && !_objects[path].Attributes.HasFlag(FileAttributes.Directory) ? throw new UnauthorizedAccessException($"{path} is refused.") : _objects.TryGetValue(Plain(path), out var found) ? found : throw new FileNotFoundException($"{path} is not there.");
}
