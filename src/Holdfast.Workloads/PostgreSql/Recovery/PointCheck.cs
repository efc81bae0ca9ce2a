using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.PostgreSql.BaseBackup;
using Holdfast.Workloads.PostgreSql.Log;
using Holdfast.Workloads.PostgreSql.Planning;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>Reads all of a point: files against the manifest, pages against their checksums, the log record by record.</summary>
internal sealed class PointCheck(PointDocument point, IPointContent content, IWorkloadProgress progress, CancellationToken cancellation)
{
    private readonly ClusterState state = ClusterState.Read(point.Document);
    private readonly byte[] buffer = new byte[1 << 20];

    public List<string> Findings { get; } = [];

    public bool IsSound { get; private set; } = true;

    public void Run()
    {
        var manifest = ReadManifest();
        var verifier = new PageVerifier(Lsn.Parse(point.Document.Start));
        long files = 0, bytes = 0, summed = 0;
        var log = new List<string>();
        foreach (var (path, length) in content.Files(point.Id, "").ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            var clusterPath = ClusterPath(path);
            if (clusterPath is null || clusterPath == BackupManifest.FileName) continue;
            files++;
            bytes += length;
            // Segments of the log are not in the manifest; what else stands beside them is.
            if (clusterPath.StartsWith("pg_wal/", StringComparison.Ordinal) && WalName.TryParse(clusterPath[7..], state.WalSegmentSize, out _)) log.Add(path);
            else if (!manifest.Files.Remove(clusterPath, out var expected)) Wrong($"{clusterPath} is not in the manifest.");
            else if (expected.Size != length) Wrong($"{clusterPath} has {length} bytes; the manifest says {expected.Size}.");
            else if (Read(path, clusterPath, expected, verifier)) summed++;
        }
        foreach (var missing in manifest.Files.Keys.Where(path => !path.StartsWith("hex:", StringComparison.Ordinal)).Take(20)) Wrong($"{missing} is missing.");
        Findings.Add($"{files} files with {bytes} bytes were read and are what the manifest says; {summed} of them by their checksum.");
        if (state.HasChecksums) Findings.Add($"{verifier.Verified} pages were checked, {verifier.DamagedCount} do not hold their checksum{(state.DamagedPages > 0 ? $" ({state.DamagedPages} were damaged at the source)" : "")}.");
        if (verifier.DamagedCount > state.DamagedPages) IsSound = false;
        CheckLog(log);
    }

    private BackupManifest ReadManifest()
    {
        using var stream = content.OpenRead(point.Id, ClusterLayout.ManifestItem);
        if (stream.Length > ManifestReader.Longest) throw new MalformedDataException("The manifest is longer than any can be.");
        var bytes = new byte[(int)stream.Length];
        stream.ReadExactly(bytes);
        return ManifestReader.Read(bytes);
    }

    private bool Read(string path, string clusterPath, ManifestFile expected, PageVerifier verifier)
    {
        var slash = clusterPath.LastIndexOf('/');
        var isRelation = state.HasChecksums && slash > 0 && RelationFile.TryParse(clusterPath[..slash], clusterPath[(slash + 1)..], out _);
        _ = RelationFile.TryParse(slash > 0 ? clusterPath[..slash] : "", clusterPath[(slash + 1)..], out var relation);
        var block = relation.Segment * RelationFile.PagesPerSegment;
        var crc = Crc32C.Start;
        using var stream = content.OpenRead(point.Id, path);
        int read;
        while ((read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = buffer.AsSpan(0, read);
            progress.Read(read);
            crc = Crc32C.Append(crc, bytes);
            if (isRelation) verifier.Check(clusterPath, bytes, block);
            block += (uint)(read / PageChecksum.PageSize);
        }
        if (expected.Algorithm != "CRC32C") return false;
        if (Crc32C.Text(Crc32C.End(crc)) != expected.Checksum) Wrong($"{clusterPath} does not have the checksum that the manifest says.");
        return true;
    }

    private void CheckLog(List<string> segments)
    {
        var start = Lsn.Parse(point.Document.Start);
        var end = Lsn.Parse(point.Document.End);
        var check = new LogCheck(state.WalSegmentSize);
        foreach (var path in segments.Order(StringComparer.Ordinal))
        {
            if (!WalName.TryParse(path[(path.LastIndexOf('/') + 1)..], state.WalSegmentSize, out var name) || name.Start(state.WalSegmentSize).Add(state.WalSegmentSize) <= start) continue;
            using var stream = content.OpenRead(point.Id, path);
            check.Append(stream, name, cancellation);
        }
        var reached = check.Reached;
        if (check.Fault is { } fault) Wrong($"The point's log is damaged: {fault}");
        else if (reached < end) Wrong($"The point's log ends at {reached}; it is needed up to {end}.");
        else Findings.Add($"The log from {start} to {end} is there without a gap: {check.Records} records.");
    }

    private static string? ClusterPath(string path) => path.StartsWith(ClusterLayout.Data + "/", StringComparison.Ordinal) ? path[(ClusterLayout.Data.Length + 1)..]
        : path.StartsWith(ClusterLayout.Tablespaces + "/", StringComparison.Ordinal) ? "pg_tblspc/" + path[(ClusterLayout.Tablespaces.Length + 1)..] : null;

    private void Wrong(string what)
    {
        IsSound = false;
        if (Findings.Count < 100) Findings.Add(what);
    }
}
