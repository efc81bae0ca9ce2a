using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>A domain of libvirt. Its checkpoints are the marks: deleting one gives what it noted to the one before.</summary>
internal sealed class LibvirtMachine : IQemuMachine
{
    private readonly WorkloadContext context;
    private readonly QemuOptions options;
    private readonly Virsh virsh;
    private readonly string domain;
    private QemuFacts? facts;

    private LibvirtMachine(WorkloadContext context, string domain, Virsh virsh, QemuOptions options) => (this.context, this.domain, this.virsh, this.options) = (context, domain, virsh, options);

    /// <summary>The domain as it is now: running or off.</summary>
    /// <exception cref="WorkloadException">There is no such domain, or it is neither.</exception>
    public static IQemuMachine Open(WorkloadContext context, QemuAddress address, QemuOptions options, CancellationToken cancellation)
    {
        var domain = address.Domain ?? throw new WorkloadException(WorkloadFault.AddressWrong, $"{address} is all of libvirt and no machine.", $"Add the name of a domain: {address}/NAME.");
        var virsh = new Virsh(address.Connection!, options.LibvirtSocket, cancellation);
        return virsh.State(domain) switch
        {
            "running" or "paused" or "idle" => new LibvirtMachine(context, domain, virsh, options),
            OffDomain.State => OffDomain.Open(context, domain, virsh, options, cancellation),
            var other => throw new WorkloadException(WorkloadFault.NotPossible, $"The domain {domain} neither runs nor is it off: libvirt says {other}.", "Run the backup again when that is over; until then its last recovery point is what it is."),
        };
    }

    public bool IsOff => false;

    public QemuFacts Facts => facts ??= Read();

    public IReadOnlyDictionary<string, MarkPlan> Tidy(QemuNames names, string? mark)
    {
        AbortOwnJob();
        MeetingFolder.Sweep(context);
        var marked = mark is null ? null : MarkedDisks(mark);
        // The newest first: each gives what it noted to the one before, up to the one that is kept.
        foreach (var name in Ours(names).Where(name => name != mark || marked is null).Reverse()) Delete(name);
        return Facts.Disks.ToDictionary(disk => disk.Name, disk => marked?.Contains(disk.Name) == true ? new MarkPlan(mark, null, []) : new MarkPlan(null, WhyNot(mark, marked), []), StringComparer.Ordinal);
    }

    public IQemuFrozen Freeze(QemuNames names, IReadOnlyList<DiskPlan> plan, CancellationToken cancellation)
    {
        var frozen = new LibvirtFrozen(virsh, domain, context, options);
        try
        {
            frozen.Begin(names, plan, cancellation);
            return frozen;
        }
        catch
        {
            frozen.Dispose();
            throw;
        }
    }

    public void Forget(QemuNames names, IReadOnlyList<DiskPlan> plan)
    {
        foreach (var name in Ours(names).Where(name => name != names.Mark)) Delete(name);
    }

    public void TakeBack(QemuNames names, IReadOnlyList<DiskPlan> plan)
    {
        AbortOwnJob();
        if (Ours(names).Contains(names.Mark)) Delete(names.Mark);
    }

    public void Dispose() => facts = null;

    private List<string> Ours(QemuNames names) => [.. virsh.Checkpoints(domain).Where(name => name.StartsWith(names.Prefix, StringComparison.Ordinal))];

    private QemuFacts Read()
    {
        var facts = new DomainFacts(virsh, domain, context.Path, options, isOff: false);
        return facts.With([.. facts.Disks.Select(disk => new QemuDisk(disk.Name, disk.Name, disk.Format, disk.Image, virsh.LengthOf(domain, disk.Name), disk.SectorLength, 0, disk.Bus, []))]);
    }

    /// <summary>Disks that a checkpoint has good bitmaps of; null where it is gone or one of them is damaged.</summary>
    private HashSet<string>? MarkedDisks(string mark)
    {
        // With sizes: libvirt must look at the bitmaps for them, and refuses where something is wrong with them.
        var text = virsh.TryRun("checkpoint-dumpxml", "--domain", domain, "--checkpointname", mark, "--no-domain", "--size");
        if (text is null) return null;
        return [.. DomainXml.Parse(text).Element("disks")?.Elements("disk").Where(disk => disk.Attribute("checkpoint")?.Value == "bitmap").Select(disk => disk.Attribute("name")?.Value ?? "") ?? []];
    }

    private static string WhyNot(string? mark, HashSet<string>? marked) =>
        mark is null ? "there is no earlier recovery point to go on from"
        : marked is null ? "libvirt's checkpoint of the last recovery point is gone, or its dirty bitmaps are damaged"
        : "libvirt's checkpoint of the last recovery point does not have it";

    private void Delete(string checkpoint)
    {
        // Where its bitmaps are gone, what libvirt remembers of it is all that is left.
        if (virsh.TryRun("checkpoint-delete", "--domain", domain, "--checkpointname", checkpoint) is null) virsh.Run("checkpoint-delete", "--domain", domain, "--checkpointname", checkpoint, "--metadata");
    }

    /// <summary>A job is ours where it writes to the folder that we remember.</summary>
    private void AbortOwnJob()
    {
        if (MeetingFolder.Remembered(context) is { } folder && virsh.TryRun("backup-dumpxml", "--domain", domain) is { } job && job.Contains(folder + "/", StringComparison.Ordinal)) virsh.Run("domjobabort", "--domain", domain);
    }
}
