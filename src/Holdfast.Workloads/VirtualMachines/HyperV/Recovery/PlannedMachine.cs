using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>A machine that Hyper-V has read from a configuration and that is not there yet: it can be changed and checked, and made real or given up.</summary>
internal sealed class PlannedMachine
{
    private readonly IWmiSession _session;
    private readonly WmiService _management;
    private readonly WmiObject _planned;

    private PlannedMachine(IWmiSession session, WmiService management, WmiObject planned) => (_session, _management, _planned) = (session, management, planned);

    /// <summary>Id that it has, and keeps when it is made real.</summary>
    public string Id => _planned.Text("Name") ?? throw MethodFailure.WithoutResult("id of the planned machine");

    /// <summary>Planned machines of a host, whoever made them.</summary>
    public static IReadOnlyList<WmiObject> All(IWmiSession session) => session.Query(Msvm.PlannedSystem);

    /// <param name="definition">Path on the host of the .vmcx or .xml file.</param>
    /// <param name="folder">Folder on the host that the configuration was exported to.</param>
    public static PlannedMachine Import(IWmiSession session, WmiService management, string definition, string folder, bool newId, CancellationToken cancellation)
    {
        var before = All(session).Select(planned => planned.Path).ToHashSet();
        try
        {
            return new PlannedMachine(session, management, management.Call("ImportSystemDefinition",
                [WmiArgument.Of("SystemDefinitionFile", definition), WmiArgument.Of("SnapshotFolder", folder), WmiArgument.Of("GenerateNewSystemIdentifier", newId)], cancellation).Made("ImportedSystem", Msvm.PlannedSystem));
        }
        catch (Exception error) when (error is MethodFailure or OperationCanceledException)
        {
            // It may have been made all the same, and would keep the id from the machine that has it.
            if (All(session).Where(planned => !before.Contains(planned.Path)).ToList() is [var made]) new PlannedMachine(session, management, made).Destroy();
            throw;
        }
    }

    /// <summary>Gives it its name, its place, its disks, and its switches.</summary>
    /// <param name="root">Folder of its configuration; null leaves it where it was.</param>
    /// <param name="disks">Images by the names of the disks.</param>
    /// <param name="connections">Switches by the places of the adapters' connections.</param>
    /// <returns>What is not as it was.</returns>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ContentWrong"/>: the configuration has no place for a disk.</exception>
    public IReadOnlyList<string> Settle(string name, string? root, IReadOnlyDictionary<string, string> disks, IReadOnlyList<NetworkConnection> connections, CancellationToken cancellation)
    {
        var notes = new List<string>();
        var settings = Settings();
        var changed = settings.With("ElementName", name);
        if (root is not null) changed = changed.With("ConfigurationDataRoot", root).With("SnapshotDataRoot", root).With("SwapFileDataRoot", root);
        _management.Call("ModifySystemSettings", [WmiArgument.Of("SystemSettings", EmbeddedInstance.Write(changed))], cancellation);
        var parts = MachineQueries.Parts(_session, settings);
        var attached = DiskList.Of(parts);
        Remove(parts, attached, disks, notes, cancellation);
        Modify([.. Disks(parts, attached, disks), .. Connections(parts, connections, notes)], cancellation);
        return notes;
    }

    /// <exception cref="MethodFailure">The host cannot run it; the message says why.</exception>
    public void Validate(CancellationToken cancellation) => _management.Call("ValidatePlannedSystem", [WmiArgument.Of("PlannedSystem", _planned.Path)], cancellation);

    /// <summary>Makes it a machine like all others.</summary>
    public WmiObject Realize(CancellationToken cancellation) => _management.Call("RealizePlannedSystem", [WmiArgument.Of("PlannedSystem", _planned.Path)], cancellation).Made("ResultingSystem", Msvm.ComputerSystem);

    /// <summary>Gives it up. Its disks stay.</summary>
    public void Destroy() => _management.Call("DestroySystem", [WmiArgument.Of("AffectedSystem", _planned.Path)], CancellationToken.None);

    private WmiObject Settings() => _session.Related(_planned.Path, Msvm.SystemSettings, Msvm.SettingsOfSystem).FirstOrDefault() ?? throw MethodFailure.WithoutResult("settings of the planned machine");

    /// <summary>Storage that the point does not have: what the configuration names is another machine's, another host's, or gone.</summary>
    private void Remove(IReadOnlyList<WmiObject> parts, DiskList attached, IReadOnlyDictionary<string, string> disks, List<string> notes, CancellationToken cancellation)
    {
        var kept = attached.Disks.Where(disk => disks.ContainsKey(disk.Name)).Select(disk => disk.Instance).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var removed = parts.Where(part => part.Texts("HostResource").Count > 0 && (part.ClassName == Msvm.Storage || part.Text("ResourceSubType") == Msvm.PassThrough) && !kept.Contains(part.Text("InstanceID") ?? "")).ToList();
        if (removed.Count == 0) return;
        notes.AddRange(removed.Select(part => $"Not attached again: {HostPath.NameOf(part.Texts("HostResource")[0])}."));
        _management.Call("RemoveResourceSettings", [new WmiArgument("ResourceSettings", [.. removed.Select(part => part.Path)])], cancellation);
    }

    private static IEnumerable<WmiObject> Disks(IReadOnlyList<WmiObject> parts, DiskList attached, IReadOnlyDictionary<string, string> disks)
    {
        foreach (var (name, file) in disks)
        {
            var place = attached.Disks.FirstOrDefault(disk => disk.Name == name)
                ?? throw new WorkloadException(WorkloadFault.ContentWrong, $"The machine's configuration has no disk {name}.", "Recover to a folder, and attach the disks to a new machine by hand.");
            yield return parts.First(part => part.Text("InstanceID") == place.Instance).With("HostResource", file);
        }
    }

    private IEnumerable<WmiObject> Connections(IReadOnlyList<WmiObject> parts, IReadOnlyList<NetworkConnection> connections, List<string> notes)
    {
        var switches = _session.Query(Msvm.Switch);
        foreach (var part in parts.Where(part => part.ClassName == Msvm.Connection))
        {
            var wanted = connections.FirstOrDefault(connection => connection.Place == AttachedDisk.PlaceOf(part.Text("InstanceID") ?? ""))?.Switch;
            var found = wanted is null ? null : switches.FirstOrDefault(candidate => candidate.Text("ElementName") == wanted);
            if (wanted is not null && found is null) notes.Add($"A network adapter is not connected: this host has no switch \"{wanted}\".");
            yield return found is null ? part.With("HostResource", []).With("EnabledState", CimText.Of(Msvm.Off)) : part.With("HostResource", found.Path).With("EnabledState", CimText.Of(Msvm.Running));
        }
    }

    private void Modify(IReadOnlyList<WmiObject> parts, CancellationToken cancellation)
    {
        if (parts.Count > 0) _management.Call("ModifyResourceSettings", [new WmiArgument("ResourceSettings", [.. parts.Select(EmbeddedInstance.Write)])], cancellation);
    }
}
