using System.Text;
using Holdfast.Format;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Checksums;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>Hands the files of one archive to the sink.</summary>
/// <param name="below">Where the archive's files are in the cluster: empty, or pg_tblspc/16384/.</param>
/// <param name="place">Where they are in the point: data/, or tablespaces/16384/.</param>
internal sealed class ArchiveReceiver(ClusterReceiver cluster, string below, string place) : ITarReceiver, IDisposable
{
    private const int LongestSmall = 64 << 10;

    private const string IncrementalPrefix = "INCREMENTAL.";

    private TarEntry? entry;
    private IFileReceiver? file;
    private uint crc;

    public void Begin(TarEntry started)
    {
        entry = started;
        file = null;
        crc = Crc32C.Start;
        if (started.Kind == '5') cluster.AddDirectory(place + started.Path, started);
        else if (started.Kind == '0') file = Open(started);
        else if (!started.Path.StartsWith("pg_tblspc/", StringComparison.Ordinal)) cluster.Skip(place + started.Path);
    }

    public void Content(ReadOnlySpan<byte> bytes)
    {
        crc = Crc32C.Append(crc, bytes);
        file?.Append(bytes);
    }

    public void End()
    {
        if (file is null) return;
        file.Complete();
        cluster.Received.Add(below + entry!.Path, entry.Size, Crc32C.End(crc));
        if (file is MergedFileReceiver merged) cluster.Merged(below, entry.Path, merged);
        file.Dispose();
        file = null;
    }

    public void Dispose() => file?.Dispose();

    private IFileReceiver Open(TarEntry started)
    {
        var clusterPath = below + started.Path;
        var slash = clusterPath.LastIndexOf('/');
        var (directory, name) = slash < 0 ? ("", clusterPath) : (clusterPath[..slash], clusterPath[(slash + 1)..]);
        var isIncremental = cluster.IsIncremental && name.StartsWith(IncrementalPrefix, StringComparison.Ordinal);
        var isRelation = RelationFile.TryParse(directory, isIncremental ? name[IncrementalPrefix.Length..] : name, out var relation);
        if (isIncremental && isRelation) return Merge(started, clusterPath, relation);
        var item = ClusterLayout.File(place + started.Path, started);
        var verifier = isRelation ? cluster.Verifier : null;
        var firstBlock = relation.Segment * RelationFile.PagesPerSegment;
        if (started.Size > LongestSmall) return new WholeFileReceiver(cluster.Sink.BeginFile(item, new FixedCutter()), clusterPath, verifier, firstBlock);
        return new SmallFileReceiver((int)started.Size, content =>
        {
            verifier?.Check(clusterPath, content, firstBlock);
            cluster.AddSmall(item, clusterPath, content, started);
        });
    }

    private MergedFileReceiver Merge(TarEntry started, string clusterPath, RelationFile relation)
    {
        var path = place + WithoutPrefix(started.Path);
        var key = Encoding.UTF8.GetBytes(path);
        var earlier = cluster.Sink.Previous?.Find(key);
        if (earlier is not { Kind: ItemKind.File }) throw new MalformedDataException($"{clusterPath} builds on a file that the previous point does not have.");
        var item = ClusterLayout.File(path, started);
        return new MergedFileReceiver(clusterPath, started.Size, earlier.Size, size => cluster.Sink.BeginFile(item, new FixedCutter(), key), () =>
        {
            item.Size = earlier.Size;
            cluster.Sink.Keep(item, key);
        }, cluster.Verifier, relation.Segment * RelationFile.PagesPerSegment);
    }

    /// <summary>base/5/INCREMENTAL.1259 is base/5/1259.</summary>
    internal static string WithoutPrefix(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        return path[..slash] + path[(slash + IncrementalPrefix.Length)..];
    }
}
