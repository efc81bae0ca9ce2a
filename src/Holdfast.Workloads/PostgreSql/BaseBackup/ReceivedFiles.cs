using System.Text;
using Holdfast.Format;
using Holdfast.Workloads.Checksums;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>What came, to be held against the manifest that comes last, and what it became.</summary>
internal sealed class ReceivedFiles
{
    private readonly Dictionary<string, (long Size, uint Crc)> received = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Path, ManifestFile File)> changed = new(StringComparer.Ordinal);

    public int Count => received.Count;

    public void Add(string path, long size, uint crc) => received[path] = (size, crc);

    /// <summary>What a file became that is kept in another form than it came in.</summary>
    public void Change(string received, string path, ManifestFile kept) => changed[received] = (path, kept);

    /// <summary>Holds what came against what the server says that it sent.</summary>
    /// <exception cref="MalformedDataException">Something was lost or changed on the way.</exception>
    public void Verify(BackupManifest manifest)
    {
        foreach (var (path, file) in manifest.Files)
        {
            var plain = Plain(path);
            if (!received.TryGetValue(plain, out var came))
            {
                // Log files are part of the archive, and never of the manifest's list; everything else must have come.
                throw new MalformedDataException($"The server's manifest names {plain}, which did not come.");
            }
            if (came.Size != file.Size) throw new MalformedDataException($"{plain} came with {came.Size} bytes; the server's manifest says {file.Size}.");
            if (file.Algorithm == "CRC32C" && Crc32C.Text(came.Crc) != file.Checksum) throw new MalformedDataException($"{plain} was changed on the way: its checksum is not what the server's manifest says.");
        }
        if (received.Keys.FirstOrDefault(path => !path.StartsWith("pg_wal/", StringComparison.Ordinal) && !manifest.Files.ContainsKey(path) && !manifest.Files.ContainsKey(Hex(path))) is { } unknown)
            throw new MalformedDataException($"{unknown} came, and the server's manifest does not name it.");
    }

    /// <summary>The manifest of what is kept: the next incremental backup is asked for with it.</summary>
    public BackupManifest Kept(BackupManifest manifest)
    {
        if (changed.Count == 0) return manifest;
        var files = new Dictionary<string, ManifestFile>(manifest.Files.Count, StringComparer.Ordinal);
        foreach (var (path, file) in manifest.Files)
            if (changed.TryGetValue(path, out var kept)) files[kept.Path] = kept.File with { Modified = file.Modified };
            else files[path] = file;
        return manifest with { Files = files };
    }

    public static ManifestFile Describe(ReadOnlySpan<byte> content) => new(content.Length, "", "CRC32C", Crc32C.Text(Crc32C.End(Crc32C.Append(Crc32C.Start, content))));

    private static string Plain(string path) => path.StartsWith("hex:", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromHexString(path.AsSpan(4))) : path;

    private static string Hex(string path) => "hex:" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(path));
}
