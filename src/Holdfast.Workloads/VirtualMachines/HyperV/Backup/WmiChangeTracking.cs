using System.Globalization;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>Changed blocks by Msvm_ImageManagementService.</summary>
internal sealed class WmiChangeTracking(WmiService images, CancellationToken cancellation) : IChangeTracking
{
    private const string Method = "GetVirtualDiskChanges";

    public ChangePage Changes(string file, string since, long offset, long length)
    {
        try
        {
            var outputs = images.Call(Method,
                [WmiArgument.Of("Path", file), WmiArgument.Of("LimitId", since), WmiArgument.Of("TargetSnapshotId", ""), WmiArgument.Of("ByteOffset", offset), WmiArgument.Of("ByteLength", length)],
                cancellation).Outputs;
            return new ChangePage(outputs.Number("ProcessedByteLength") ?? throw new ChangeTrackingFailure("Hyper-V did not say how far its answer goes"), Ranges(outputs));
        }
        catch (MethodFailure failure)
        {
            throw new ChangeTrackingFailure(failure.Message.TrimEnd('.'), failure.IsUnsupported, failure);
        }
    }

    private static List<ByteRange> Ranges(WmiObject outputs)
    {
        var (offsets, lengths) = (outputs.Texts("ChangedByteOffsets"), outputs.Texts("ChangedByteLengths"));
        if (offsets.Count != lengths.Count) throw new ChangeTrackingFailure($"Hyper-V named {offsets.Count} offsets and {lengths.Count} lengths");
        return [.. offsets.Zip(lengths, (from, count) => new ByteRange(Whole(from), Whole(count)))];
    }

    private static long Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ChangeTrackingFailure("Hyper-V named a range that no disk has");
}
