using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>Puts one file of a backup into the point, cut where its pages lie, verified on the way.</summary>
/// <param name="cutter">The cutter of <paramref name="content"/>.</param>
internal sealed class ItemReceiver(ItemContent content, MediaCutter cutter, IWorkloadProgress progress) : IObjectReceiver
{
    /// <summary>What the file is; null where it does not follow the format.</summary>
    public MediaReport? Report { get; private set; }

    public MalformedFileException? Malformed { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        content.Append(bytes);
        progress.Read(bytes.Length);
    }

    public void Complete()
    {
        content.Complete();
        content.Dispose();
        try
        {
            Report = cutter.Complete();
        }
        catch (MalformedFileException malformed)
        {
            Malformed = malformed;
        }
    }

    public void Abort() => content.Dispose();
}
