using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>Removes what backups of one machine made at its host, and remembers what is still there.</summary>
internal sealed class LeftBehind
{
    private readonly OpenMachine _open;
    private readonly string _keep;
    private readonly TimeProvider _clock;
    private readonly Action<string> _note;

    /// <param name="keep">Folder that stays, of this datasource.</param>
    /// <param name="note">Takes what could not be removed.</param>
    public LeftBehind(OpenMachine open, string keep, TimeProvider clock, Action<string> note)
    {
        (_open, _keep, _clock, _note) = (open, keep, clock, note);
        Marks = HyperVMarks.Read(keep);
    }

    public HyperVMarks Marks { get; private set; }

    public void Mark(HyperVMarks marks)
    {
        marks.Write(_keep);
        Marks = marks;
    }

    /// <summary>What an earlier backup left: its checkpoint, its folder, and reference points that no recovery point counts from.</summary>
    /// <param name="needed">InstanceID of the reference point that stays; null for none.</param>
    public void Sweep(string? needed, CancellationToken cancellation)
    {
        RemoveCheckpoint(cancellation);
        RemoveFolder();
        Adopt();
        RemoveReferencePoints([.. Marks.ReferencePoints.Where(point => point != needed)], cancellation);
    }

    /// <summary>Removes the marked checkpoint. Called also when a backup was canceled: the removal itself is not.</summary>
    public void RemoveCheckpoint(CancellationToken cancellation) => Try("the checkpoint of a backup", () =>
    {
        if (Marks.Before is not { } before) return;
        var there = MachineQueries.RecoveryCheckpoints(_open.Session, _open.Machine.System).ToList();
        var own = there.Where(checkpoint => Marks.Checkpoint is { } id ? checkpoint.Text("InstanceID") == id : !before.Contains(checkpoint.Text("InstanceID"))).ToList();
        if (own is [var checkpoint]) new Checkpoints(_open.Session, _clock).Destroy(checkpoint.Path, cancellation);
        else if (own.Count > 1) _note($"{own.Count} checkpoints of backups are there, and which of them is of an interrupted backup of ours cannot be told: remove those that nobody needs (Get-VMSnapshot -SnapshotType Recovery).");
        Mark(Marks with { Before = null, Checkpoint = null });
    });

    /// <summary>Removes the marked folder of an exported configuration.</summary>
    public void RemoveFolder() => Try("the folder of an exported configuration", () =>
    {
        if (Marks.Folder is not { } folder) return;
        var path = _open.Host.Locate(folder);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        // A host that cannot be reached has no folder above it either, and would be taken for one where it is gone.
        else if (!Directory.Exists(Path.GetDirectoryName(path))) throw new DirectoryNotFoundException($"{folder} cannot be reached.");
        Mark(Marks with { Folder = null });
    });

    /// <summary>Finds the reference point that a conversion made whose answer did not come.</summary>
    /// <returns>Null where there is none, or more than one that it may be.</returns>
    public WmiObject? Adopt()
    {
        if (Marks.PointsBefore is not { } before) return null;
        WmiObject? own = null;
        Try("a reference point", () =>
        {
            var made = ReferencePoints.Of(_open.Session, _open.Machine.System).Where(point => !before.Contains(point.Text("InstanceID"))).ToList();
            own = made is [var single] ? single : null;
            Mark(Marks with { PointsBefore = null, ReferencePoints = own?.Text("InstanceID") is { } id ? [.. Marks.ReferencePoints, id] : Marks.ReferencePoints });
        });
        return own;
    }

    /// <summary>Removes reference points of ours.</summary>
    public void RemoveReferencePoints(IReadOnlyCollection<string> instances, CancellationToken cancellation) => Try("a reference point", () =>
    {
        if (instances.Count == 0) return;
        ReferencePoints.Destroy(_open.Session, _open.Machine.System, instances, _clock, cancellation);
        Mark(Marks with { ReferencePoints = [.. Marks.ReferencePoints.Except(instances)] });
    });

    /// <summary>What cannot be removed stays marked: the next backup tries again, and this one says so.</summary>
    private void Try(string what, Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception error) when (error is WmiFailure or MethodFailure or Applications.WorkloadException or IOException or UnauthorizedAccessException)
        {
            _note($"Could not remove {what} of {_open.Machine.Name}: {error.Message} The next backup tries again.");
        }
    }
}
