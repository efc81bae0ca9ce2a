using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>
/// One backup of a machine: checkpoint, configuration, disks, and from the checkpoint a reference point that the next backup counts from. However it ends, no checkpoint of it stays at the machine;
/// what cannot be removed is marked, and removed by the next backup.
/// </summary>
internal sealed class HyperVBackup
{
    private readonly OpenMachine _open;
    private readonly HyperVOptions _options;
    private readonly BackupTask _task;
    private readonly IItemSink _sink;
    private readonly LeftBehind _left;
    private readonly List<string> _notes = [];

    public HyperVBackup(OpenMachine open, HyperVOptions options, BackupTask task, IItemSink sink)
    {
        (_open, _options, _task, _sink) = (open, options, task, sink);
        _left = new LeftBehind(open, task.Context.Keep, task.Context.Clock, Note);
    }

    private TimeProvider Clock => _task.Context.Clock;

    private Machine Machine => _open.Machine;

    /// <exception cref="MethodFailure">Hyper-V refused a step.</exception>
    /// <exception cref="WmiFailure">The host stopped answering.</exception>
    /// <returns>Owns the open machine.</returns>
    public IPendingBackup Run(CancellationToken cancellation)
    {
        var previous = PreviousMachine.Of(_task.Previous);
        _left.Sweep(previous?.Own.ReferencePoint, cancellation);
        if (Machine.IsChanging) throw new WorkloadException(WorkloadFault.NotPossible, $"{Machine.Name} is just starting, stopping, or being saved.", "Back it up again when it runs or is off.");
        try
        {
            var (checkpoint, guarantee) = TakeCheckpoint(cancellation);
            return Read(checkpoint, guarantee, previous, cancellation);
        }
        catch
        {
            _left.RemoveCheckpoint(CancellationToken.None);
            _left.RemoveFolder();
            throw;
        }
    }

    private (WmiObject Checkpoint, ConsistencyGuarantee Guarantee) TakeCheckpoint(CancellationToken cancellation)
    {
        _task.Progress.Phase("checkpoint");
        var checkpoints = new Checkpoints(_open.Session, Clock);
        var (checkpoint, guarantee) = IsApplicationWanted(checkpoints) ? TakeWithApplications(checkpoints, cancellation) : (Create(checkpoints, isApplication: false, cancellation), ConsistencyGuarantee.Crash);
        _left.Mark(_left.Marks with { Checkpoint = checkpoint.Text("InstanceID") });
        return (checkpoint, guarantee);
    }

    /// <summary>Notes what is there before, so that ours is told from it even where no answer comes.</summary>
    private WmiObject Create(Checkpoints checkpoints, bool isApplication, CancellationToken cancellation)
    {
        _left.Mark(_left.Marks with { Before = [.. MachineQueries.RecoveryCheckpoints(_open.Session, Machine.System).Select(checkpoint => checkpoint.Text("InstanceID") ?? "")], Checkpoint = null });
        return checkpoints.Create(Machine, isApplication, isApplication && _options.IsGuestFull, cancellation);
    }

    private bool IsApplicationWanted(Checkpoints checkpoints)
    {
        // Nothing inside can be asked of a machine that does not run, or that another host keeps up to date.
        if (_options.Consistency == CheckpointConsistency.Crash || !Machine.IsRunning || Machine.IsReplica) return false;
        if (checkpoints.CanAskApplications) return true;
        if (_options.Consistency == CheckpointConsistency.Application)
            throw new WorkloadException(WorkloadFault.NotPossible, "This host's Hyper-V does not tell whether applications take part in a checkpoint.", "Use Windows Server 2016 or later, or set consistency=crash.");
        return false;
    }

    private (WmiObject Checkpoint, ConsistencyGuarantee Guarantee) TakeWithApplications(Checkpoints checkpoints, CancellationToken cancellation)
    {
        try
        {
            return (Create(checkpoints, isApplication: true, cancellation), ConsistencyGuarantee.Application);
        }
        catch (MethodFailure failure) when (_options.Consistency == CheckpointConsistency.PreferApplication)
        {
            Note($"Applications inside {Machine.Name} did not take part, and its disks are as after a power cut: {failure.Message}");
            _left.RemoveCheckpoint(CancellationToken.None);
            return (Create(checkpoints, isApplication: false, cancellation), ConsistencyGuarantee.Crash);
        }
        catch (MethodFailure failure)
        {
            throw new WorkloadException(WorkloadFault.ApplicationFailed, $"Hyper-V could not make a checkpoint of {Machine.Name} in which its applications take part: {failure.Message}",
                "See that the guest's integration services run (Backup (volume shadow copy)) and what its own event log says; or allow consistency=preferApplication.", failure);
        }
    }

    private HyperVPending Read(WmiObject checkpoint, ConsistencyGuarantee guarantee, PreviousMachine? previous, CancellationToken cancellation)
    {
        var storage = DiskList.Of(MachineQueries.Parts(_open.Session, checkpoint));
        foreach (var reason in storage.LeftOut) Note(reason);
        if (Machine.HasTpm) Note(HyperVAdvice.Tpm);
        _task.Progress.Phase("configuration");
        var definition = new ConfigurationExport(_open, _left, Clock).Take(checkpoint, _sink, cancellation);
        var taken = new DiskRun(_open, _options.Machine, _task, _sink, previous, cancellation).Take(storage.Disks);
        _task.Progress.Phase("reference point");
        var (point, ids) = Settle(checkpoint, taken, cancellation);
        var own = new HyperVState(_open.Host.Name, Machine.Generation, Machine.ConfigurationVersion.ToString(), definition, Machine.Root, Machine.HasTpm, point,
            [.. taken.Tracked.Select(disk => disk with { TrackingId = ids.GetValueOrDefault(disk.Place) })], MachineNetwork.Connections(_open.Session, Machine), storage.LeftOut);
        var state = new MachineState(MachineState.CurrentFormat, Machine.Id, Machine.Name, taken.Disks, taken.Exclusions, own.ToJson());
        var why = _task.Wanted == BackupType.Incremental && previous is not null && taken.Whole.Count > 0 ? string.Join(' ', taken.Whole) : null;
        var moment = CimTime.Parse(checkpoint.Text("CreationTime")) ?? Clock.GetUtcNow();
        return new HyperVPending(new BackupDocument(HyperVWorkload.KindWord, taken.Type, why, guarantee, moment, "", "", state.Write()), _open, _left, point);
    }

    /// <summary>The checkpoint becomes a reference point where changes can be tracked, and is removed either way.</summary>
    private (string? Point, IReadOnlyDictionary<string, string> Ids) Settle(WmiObject checkpoint, DisksTaken taken, CancellationToken cancellation)
    {
        var checkpoints = new Checkpoints(_open.Session, Clock);
        if (Machine.IsTracked && taken.Disks.Any(disk => disk.Format == "vhdx"))
        {
            try
            {
                return Convert(checkpoints, checkpoint, cancellation);
            }
            catch (MethodFailure failure)
            {
                Note($"Changes of {Machine.Name} are not tracked, and its next backup reads everything: {failure.Message}");
            }
        }
        if (_left.Marks.Before is not null && _open.Session.Get(checkpoint.Path) is not null) checkpoints.Destroy(checkpoint.Path, cancellation);
        _left.Mark(_left.Marks with { Before = null, Checkpoint = null, PointsBefore = null });
        return (null, new Dictionary<string, string>());
    }

    private (string Point, IReadOnlyDictionary<string, string> Ids) Convert(Checkpoints checkpoints, WmiObject checkpoint, CancellationToken cancellation)
    {
        _left.Mark(_left.Marks with { PointsBefore = [.. ReferencePoints.Of(_open.Session, Machine.System).Select(point => point.Text("InstanceID") ?? "")] });
        WmiObject point;
        try
        {
            point = checkpoints.Convert(checkpoint, cancellation);
        }
        catch (MethodFailure) when (_left.Adopt() is { } made)
        {
            point = made;
        }
        var id = point.Text("InstanceID") ?? throw MethodFailure.WithoutResult("InstanceID");
        _left.Mark(_left.Marks with { Before = null, Checkpoint = null, PointsBefore = null, ReferencePoints = [.. _left.Marks.ReferencePoints.Where(known => known != id), id] });
        return (id, ReferencePoints.Ids(point));
    }

    private void Note(string text)
    {
        if (_notes.Contains(text)) return;
        _notes.Add(text);
        _task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, text));
    }
}
