using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>
/// Brings a machine back at a host. Disks are written as new files, the configuration is imported and checked by the host; only then the machine that is replaced, if any, is put aside, and only when the
/// new one is there its disks are deleted. Where a step fails, all that was made is removed, and the earlier machine is put back.
/// </summary>
internal sealed class HostRecovery(IHyperVHosts hosts, RecoveryTask task, IPointContent content)
{
    private readonly List<string> _notes = [], _made = [];

    public RecoveryOutcome Run(CancellationToken cancellation)
    {
        var (address, options) = (HyperVAddress.Parse(task.Context.Path), HyperVOptions.Read(task.Context.Options));
        var chosen = ChosenPoint.Of(task.Ask, task.Points);
        using var host = hosts.Open(address.Host, task.Context.Credential);
        using var session = OpenMachine.Connect(host);
        var same = MachineQueries.Find(session, address.Of(chosen.Machine.Machine));
        var isOriginal = task.Ask.Destination == RecoveryDestination.Original;
        if (same is not null && isOriginal && !task.Ask.Overwrite)
            throw new WorkloadException(WorkloadFault.DestinationTaken, $"{same.Text("ElementName")} is on {host.Name} already.", "Allow overwriting, or recover to the host as another machine.");
        var places = HostPlaces.Choose(task.Ask, chosen, host, session, task.Context.Clock.GetUtcNow());
        var folder = HostPath.Combine(places.Root, $"Holdfast-{Guid.NewGuid():N}");
        var management = WmiService.Find(session, Msvm.ManagementService, task.Context.Clock);
        var earlier = same is not null && isOriginal ? new EarlierMachine(host, session, management, MachineQueries.Describe(session, same), HostPath.Combine(folder, "earlier"), task.Context.Clock) : null;
        earlier?.RequireNoCheckpoints();
        var arrival = new Arrival(session, management, chosen, places, HostPath.Combine(folder, "import"), task.Ask.NewName ?? chosen.Machine.Name, _notes.Add);
        var keepsFolder = false;
        try
        {
            WriteFiles(host, chosen, places, arrival.Folder, cancellation);
            var system = Import(arrival, earlier, newId: !isOriginal && (options.NewId || same is not null), cancellation);
            Finish(host, session, system, earlier, options);
        }
        catch (Exception error)
        {
            if (Undo(earlier, error, out keepsFolder) is { } told) throw told;
            throw;
        }
        finally
        {
            if (!keepsFolder) DeleteFolder(host, folder);
        }
        _notes.AddRange(arrival.Notes);
        return new RecoveryOutcome(chosen.Point.Document.Consistent.ToUniversalTime(), [.. _notes.Distinct()]);
    }

    private void WriteFiles(IHyperVHost host, ChosenPoint chosen, HostPlaces places, string folder, CancellationToken cancellation)
    {
        task.Progress.Expect(chosen.Machine.Disks.Sum(disk => disk.Length));
        foreach (var disk in chosen.Machine.Disks)
        {
            task.Progress.Phase($"writing {disk.Attachment}");
            var file = host.Locate(places.Files[disk.Name]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            _made.Add(file);
            RecoveredDisk.Write(content, chosen, disk, file, task.Progress, cancellation);
        }
        var local = host.Locate(folder);
        Directory.CreateDirectory(local);
        content.Write(chosen.Point.Id, [MachineLayout.Machine], local, overwrite: true, cancellation);
    }

    private WmiObject Import(Arrival arrival, EarlierMachine? earlier, bool newId, CancellationToken cancellation)
    {
        task.Progress.Phase("importing");
        if (earlier is not null)
        {
            // Under another id, while the earlier machine still has this one: what the host would refuse shows before anything is lost.
            arrival.Rehearse(cancellation);
            task.Progress.Phase("putting the earlier machine aside");
            earlier.PutAside(cancellation);
        }
        return arrival.Import(newId, cancellation);
    }

    /// <summary>The machine is there. What goes wrong from here on is told, and undoes nothing.</summary>
    private void Finish(IHyperVHost host, IWmiSession session, WmiObject system, EarlierMachine? earlier, HyperVOptions options)
    {
        foreach (var file in (earlier?.Files ?? []).SelectMany(HostPath.WithTracking))
            Try($"delete {file} of the machine that was replaced", () => File.Delete(host.Locate(file)));
        if (options.Start) Try($"start {system.Text("ElementName")}", () => new WmiService(session, system.Path, task.Context.Clock).Call("RequestStateChange", [WmiArgument.Of("RequestedState", Msvm.Running)], CancellationToken.None));
    }

    /// <summary>Has everything be as it was before.</summary>
    /// <param name="keepsFolder">The earlier machine is not back: what it can be imported from stays.</param>
    /// <returns>What is told in place of the failure; null where the failure says all.</returns>
    private WorkloadException? Undo(EarlierMachine? earlier, Exception error, out bool keepsFolder)
    {
        keepsFolder = false;
        foreach (var file in _made) Try($"delete {file}", () => File.Delete(file));
        var cause = error as WorkloadException;
        try
        {
            earlier?.PutBack();
            return _notes.Count == 0 ? null
                : new WorkloadException(cause?.Fault ?? WorkloadFault.ApplicationFailed, $"{error.Message} {string.Join(' ', _notes)}", cause?.Remedy ?? "Remove the cause, and recover again.", error);
        }
        catch (WorkloadException worse)
        {
            keepsFolder = true;
            return new WorkloadException(worse.Fault, $"{error.Message} {worse.Message}", worse.Remedy, error);
        }
    }

    private void DeleteFolder(IHyperVHost host, string folder) => Try($"delete {folder}", () =>
    {
        var local = host.Locate(folder);
        if (Directory.Exists(local)) Directory.Delete(local, recursive: true);
    });

    private void Try(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is WmiFailure or MethodFailure or IOException or UnauthorizedAccessException)
        {
            _notes.Add($"Could not {what}: {error.Message}");
        }
    }
}
