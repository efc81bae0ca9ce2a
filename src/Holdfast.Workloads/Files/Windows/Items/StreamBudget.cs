using Holdfast.Workloads.Files.Windows.Streams;

namespace Holdfast.Workloads.Files.Windows.Items;

/// <summary>How much of one object's named streams an item takes as attributes. Whoever lists streams and whoever reads them must come to the same: both ask in the order in which Windows names them.</summary>
internal sealed class StreamBudget
{
    private const int MostStreams = 64;
    private const long MostBytes = 4 << 20;
    private int _streams;
    private long _bytes;

    public bool Takes(long length)
    {
        if (length > BackupStreamHeader.LongestMetadata || _streams == MostStreams || _bytes + length > MostBytes) return false;
        _streams++;
        _bytes += length;
        return true;
    }
}
