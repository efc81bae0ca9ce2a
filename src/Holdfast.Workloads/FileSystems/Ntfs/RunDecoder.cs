using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Decodes the runs of the segments of an attribute, in their order, to one list.</summary>
internal sealed class RunDecoder(int clusterLength, long volumeLength)
{
    private readonly RunList runs = new();
    private long nextCluster;

    public RunList Runs => runs;

    /// <exception cref="MalformedFileException">The runs are none, or the segment is not the next one.</exception>
    /// <exception cref="NotSupportedException">The file has too many pieces.</exception>
    public void Add(NtfsAttribute segment)
    {
        var fields = segment.CodedRuns;
        if (segment.FirstCluster != nextCluster) throw new MalformedFileException(segment.Origin + 16, $"the segment that begins with cluster {nextCluster}", $"one that begins with {segment.FirstCluster}");
        long place = 0;
        for (var at = 0; at < fields.Length && fields.U8(at) != 0;)
        {
            int lengthBytes = fields.U8(at) & 0xf, placeBytes = fields.U8(at) >> 4;
            var length = Number(fields, at + 1, lengthBytes);
            if (length <= 0 || length > MostClusters - nextCluster) throw fields.Refuse(at, "a run of clusters", $"a length of {length}");
            if (placeBytes != 0) place = Place(fields, at, place, Number(fields, at + 1 + lengthBytes, placeBytes), length);
            Add(placeBytes == 0 ? Run.Hole : place * clusterLength, length);
            at += 1 + lengthBytes + placeBytes;
        }
    }

    private long MostClusters => long.MaxValue / 2 / clusterLength;

    private long Place(Fields fields, int at, long last, long step, long length)
    {
        var most = volumeLength / clusterLength;
        if (step < -last || step > most - last || length > most - last - step) throw fields.Refuse(at, $"a run within the volume's {most} clusters", $"{length} clusters {step} behind {last}");
        return last + step;
    }

    private void Add(long offset, long clusters)
    {
        runs.Add(new Run(nextCluster * clusterLength, offset, clusters * clusterLength));
        nextCluster += clusters;
    }

    private static long Number(Fields fields, int at, int length)
    {
        if (length > 8) throw fields.Refuse(at - 1, "a number of at most 8 bytes", $"{length} bytes");
        var bytes = fields.Slice(at, length);
        long value = length > 0 ? unchecked((sbyte)bytes[^1]) : 0;
        for (var i = length - 2; i >= 0; i--) value = value << 8 | bytes[i];
        return value;
    }
}
