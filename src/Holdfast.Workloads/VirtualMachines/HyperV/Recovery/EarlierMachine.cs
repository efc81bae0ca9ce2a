using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>The machine that a recovery replaces: put aside so that it can be put back, until the new one is there.</summary>
/// <param name="folder">Folder of the host that its configuration is kept in meanwhile.</param>
internal sealed class EarlierMachine(IHyperVHost host, IWmiSession session, WmiService management, Machine machine, string folder, TimeProvider clock)
{
    /// <summary>ExportNoSnapshots.</summary>
    private const string WithoutCheckpoints = "1";

    private bool _wasRunning, _isGone;

    /// <summary>Images that it has, and nobody else needs once it is replaced.</summary>
    public IReadOnlyList<string> Files { get; } = [.. machine.Storage.Disks.Select(disk => disk.File)];

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it has checkpoints, which would be lost.</exception>
    public void RequireNoCheckpoints()
    {
        var checkpoints = session.Related(machine.System.Path, Msvm.SystemSettings, Msvm.SnapshotsOfSystem);
        if (checkpoints.Count > 0)
            throw new WorkloadException(WorkloadFault.NotPossible, $"{machine.Name} has {checkpoints.Count} checkpoints, which a recovery in its place would destroy.", "Delete its checkpoints, or recover to the host as another machine.");
    }

    /// <summary>Turns it off, keeps its configuration, and removes it. Its disks stay where they are.</summary>
    public void PutAside(CancellationToken cancellation)
    {
        Directory.CreateDirectory(host.Locate(folder));
        if (machine.State is not (Msvm.Off or Msvm.Saved or Msvm.SavedLegacy))
        {
            _wasRunning = machine.IsRunning;
            ChangeState(machine.System, Msvm.Off, cancellation);
        }
        var settings = session.Related(machine.System.Path, Msvm.ExportSettings, Msvm.ExportOfSystem).FirstOrDefault() ?? throw MethodFailure.WithoutResult(Msvm.ExportSettings);
        settings = settings.With("CopySnapshotConfiguration", WithoutCheckpoints).With("CopyVmRuntimeInformation", "TRUE").With("CopyVmStorage", "FALSE").With("CreateVmExportSubdirectory", "FALSE");
        management.Call("ExportSystemDefinition",
            [WmiArgument.Of("ComputerSystem", machine.System.Path), WmiArgument.Of("ExportDirectory", folder), WmiArgument.Of("ExportSettingData", EmbeddedInstance.Write(settings))], cancellation);
        _ = Definition();
        cancellation.ThrowIfCancellationRequested();
        _isGone = true;
        management.Call("DestroySystem", [WmiArgument.Of("AffectedSystem", machine.System.Path)], CancellationToken.None);
    }

    /// <summary>Puts it back as it was, as far as it is gone, and turns it on again if it ran.</summary>
    /// <exception cref="WorkloadException">It could not be put back: the message says where its configuration lies.</exception>
    public void PutBack()
    {
        try
        {
            var system = session.Get(machine.System.Path);
            if (_isGone) system ??= PlannedMachine.Import(session, management, Definition(), folder, newId: false, CancellationToken.None).Realize(CancellationToken.None);
            _isGone = false;
            if (_wasRunning && system is not null && system.Number("EnabledState") != Msvm.Running) ChangeState(system, Msvm.Running, CancellationToken.None);
        }
        catch (Exception error) when (error is WmiFailure or MethodFailure or IOException)
        {
            throw new WorkloadException(WorkloadFault.ApplicationFailed, $"{machine.Name} could not be put back after the recovery failed: {error.Message}", $"Import its configuration from {folder} on {host.Name}; its disks are where they were.", error);
        }
    }

    /// <summary>Asks a machine to be on or off, and waits until it is.</summary>
    public void ChangeState(WmiObject system, int state, CancellationToken cancellation) =>
        new WmiService(session, system.Path, clock).Call("RequestStateChange", [WmiArgument.Of("RequestedState", state)], cancellation);

    private string Definition()
    {
        var local = host.Locate(folder);
        var file = new DirectoryInfo(local).EnumerateFiles("*", SearchOption.AllDirectories).FirstOrDefault(file => string.Equals(Path.GetFileNameWithoutExtension(file.Name), machine.Id, StringComparison.OrdinalIgnoreCase)
            && file.Extension.ToLowerInvariant() is ".vmcx" or ".xml" or ".exp") ?? throw MethodFailure.WithoutResult("configuration file of the earlier machine");
        return HostPath.Combine(folder, Path.GetRelativePath(local, file.FullName).Replace(Path.DirectorySeparatorChar, '\\'));
    }
}
