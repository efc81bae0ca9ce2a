using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Off;

/// <summary>
/// A machine that is off. Its disks are read as they lie, and no content is written to them: the bitmap of the last point goes on, and the new point says what it has beyond it. Nobody is kept from
/// starting the machine meanwhile; a backup during which it was started is refused.
/// </summary>
internal sealed class OffMachine : IQemuMachine
{
    private readonly WorkloadContext context;
    private readonly QemuOptions options;
    private readonly OffSource source;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<string, OffImage> images;
    private List<ImageStamp> stamps = [];
    private Dictionary<string, ImageChain> chains = [];

    /// <exception cref="WorkloadException">A disk cannot be read while the machine is off.</exception>
    public OffMachine(WorkloadContext context, QemuOptions options, OffSource source, CancellationToken cancellation)
    {
        (this.context, this.options, this.source, this.cancellation) = (context, options, source, cancellation);
        images = source.Disks.ToDictionary(disk => disk.Name, disk => new OffImage(disk), StringComparer.Ordinal);
        Look();
    }

    public bool IsOff => true;

    public bool KeepsConfiguration => source.KeepsConfiguration;

    public QemuFacts Facts => source.Facts([.. source.Disks.Select(Describe)]);

    /// <summary>Writes nothing: marks that nobody goes on from are removed by the next backup of the running machine.</summary>
    public IReadOnlyDictionary<string, MarkPlan> Tidy(QemuNames names, string? mark)
    {
        MeetingFolder.Sweep(context);
        return chains.ToDictionary(chain => chain.Key, chain => Plan(chain.Value, names, mark), StringComparer.Ordinal);
    }

    public void Release(QemuNames names)
    {
        MeetingFolder.Sweep(context);
        foreach (var (disk, chain) in chains)
            images[disk].RemoveBitmaps(chain.Bitmaps.Select(bitmap => bitmap.Name).Where(name => name.StartsWith(names.Prefix, StringComparison.Ordinal)), cancellation);
        source.Forget(names.Tag);
    }

    public IQemuFrozen Freeze(QemuNames names, IReadOnlyList<DiskPlan> plan, CancellationToken cancellation) => new OffFrozen(context, options, images, Confirm);

    public void Forget(QemuNames names, IReadOnlyList<DiskPlan> plan) => throw NeedsRunning();

    public void TakeBack(QemuNames names, IReadOnlyList<DiskPlan> plan) => throw NeedsRunning();

    public void Dispose() => stamps = [];

    private static WorkloadException NeedsRunning() => new(WorkloadFault.NotPossible, "The machine was turned off during its backup.", "Nothing: its next backup puts that in order.");

    private static MarkPlan Plan(ImageChain chain, QemuNames names, string? mark)
    {
        var plan = MarkPlanner.Plan(chain.Bitmaps, names.Prefix, mark);
        var why = plan.Why
            ?? (plan.Steps.Any(step => step.Kind != MarkStepKind.Remove) ? "the backup before this one did not end in order, and its dirty bitmaps are put together when the machine runs" : null)
            // What the guest wrote before the snapshot was made stands in the bitmap below, and is not looked at here.
            ?? (chain.BitmapsBelow.Contains(mark, StringComparer.Ordinal) ? "a snapshot was made since the last recovery point" : null);
        return new MarkPlan(why is null ? plan.Since : null, why, []);
    }

    private QemuDisk Describe(Libvirt.DomainDisk disk)
    {
        var chain = chains[disk.Name];
        return new QemuDisk(disk.Name, disk.Name, images[disk.Name].Format, disk.Image, chain.Length, disk.SectorLength, chain.ClusterLength, disk.Bus, chain.Bitmaps);
    }

    /// <summary>Reads what the images say, between a stamp and the question whether the machine is off: from then on each change is seen.</summary>
    private void Look()
    {
        stamps = [.. images.Values.SelectMany(image => image.Read(cancellation).Files).Distinct(StringComparer.Ordinal).Select(ImageStamp.Of)];
        source.RequireOff();
        chains = images.ToDictionary(image => image.Key, image => image.Value.Read(cancellation), StringComparer.Ordinal);
    }

    private void Confirm()
    {
        source.RequireOff();
        if (stamps.FirstOrDefault(stamp => ImageStamp.Of(stamp.Path) != stamp) is { } changed) throw OffSource.Started($"{changed.Path} was written to");
    }
}
