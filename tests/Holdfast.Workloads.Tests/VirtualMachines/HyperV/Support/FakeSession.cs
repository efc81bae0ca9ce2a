using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>root\virtualization\v2 of a host of the model: objects, associations, jobs, and failures.</summary>
internal sealed class FakeSession(FakeHost host) : IWmiSession
{
    private readonly Dictionary<string, FakeJob> _jobs = [];

    public IReadOnlyList<WmiObject> Query(string className, string? where = null)
    {
        RequireAlive();
        var all = className switch
        {
            "Msvm_ComputerSystem" => host.Machines.Where(machine => !machine.IsPlanned).Select(machine => FakeObjects.System(host, machine)),
            "Msvm_PlannedComputerSystem" => host.Machines.Where(machine => machine.IsPlanned).Select(machine => FakeObjects.System(host, machine)),
            "Msvm_VirtualEthernetSwitch" => host.Switches.Select(name => FakeObjects.Switch(host, name)),
            "Msvm_VirtualSystemManagementServiceSettingData" =>
                [new WmiObject(className, "settings", [WmiProperty.Of("DefaultExternalDataRoot", @"D:\Hyper-V"), WmiProperty.Of("DefaultVirtualHardDiskPath", @"D:\Hyper-V\Disks")])],
            "Msvm_VirtualSystemManagementService" or "Msvm_VirtualSystemSnapshotService" or "Msvm_ImageManagementService" or "Msvm_VirtualSystemReferencePointService" => [FakeObjects.Service(host, className)],
            _ => throw new InvalidOperationException($"Class {className} is not in the model."),
        };
        return [.. all.Where(one => Holds(one, where))];
    }

    public WmiObject? Get(string path)
    {
        RequireAlive();
        return _jobs.TryGetValue(path, out var job) ? job.Look(path, host.JobsStandStill) : Objects().FirstOrDefault(one => one.Path == path);
    }

    public IReadOnlyList<WmiObject> Related(string path, string resultClass, string? association = null)
    {
        RequireAlive();
        if (association == "Msvm_AffectedJobElement") return Objects().Where(one => one.Path == _jobs[path].Made && one.ClassName == resultClass).ToList();
        var found = host.Machines.SelectMany(machine => Related(machine, path, association)).ToList();
        return [.. found.Where(one => resultClass == "CIM_SettingData" || one.ClassName == resultClass)];
    }

    public WmiObject? New(string className)
    {
        RequireAlive();
        Assert.Equal("Msvm_VirtualSystemSnapshotSettingData", className);
        return host.IsOld ? null
            : new WmiObject(className, "", [new WmiProperty("ConsistencyLevel", CimType.UInt8, false, null), new WmiProperty("IgnoreNonSnapshottableDisks", CimType.Boolean, false, null), new WmiProperty("GuestBackupType", CimType.UInt8, false, null)]);
    }

    public WmiObject Invoke(string path, string method, IReadOnlyList<WmiArgument> arguments)
    {
        RequireAlive();
        var className = path[(path.LastIndexOf(':') + 1)..].Split('.')[0];
        DocumentedMethods.Check(className, method, arguments);
        if (className == "Msvm_ConcreteJob") return _jobs[path].Call(method);
        host.OnCall?.Invoke(method);
        host.Calls.Add($"{className}.{method}({string.Join(", ", arguments.Select(argument => $"{argument.Name}={string.Join('|', argument.Values)}"))})");
        var fails = host.Calls.Count - 1 == host.FailAt;
        return fails && host.How != HowToFail.LoseJob ? Fail() : Do(path, method, arguments, isLost: fails);
    }

    public void Dispose()
    {
        // Sessions of the model hold nothing.
    }

    private WmiObject Fail()
    {
        switch (host.How)
        {
            case HowToFail.Refuse:
                return Outputs(FakeObjects.Number("ReturnValue", 32775));
            case HowToFail.FailJob:
                return Started(new FakeJob { Trouble = host.Trouble });
            case HowToFail.Die:
                host.IsDead = true;
                break;
        }
        throw new WmiFailure(WmiFailure.RpcUnavailable, "The RPC server is unavailable.");
    }

    private WmiObject Do(string path, string method, IReadOnlyList<WmiArgument> arguments, bool isLost)
    {
        var result = new FakeMethods(host).Run(path, method, arguments);
        if (result.Trouble is not null) return Started(new FakeJob { Trouble = result.Trouble });
        if (result.Outputs is not null) return Outputs(result.Outputs.Any(output => output.Name == "ReturnValue") ? result.Outputs : [FakeObjects.Number("ReturnValue", 0), .. result.Outputs]);
        return Started(new FakeJob { Made = result.Made, IsLost = isLost });
    }

    private WmiObject Started(FakeJob job)
    {
        var path = FakeObjects.PathOf(host, "Msvm_ConcreteJob", "InstanceID", Guid.NewGuid().ToString());
        _jobs.Add(path, job);
        return Outputs(FakeObjects.Number("ReturnValue", 4096), WmiProperty.Of("Job", path));
    }

    private static WmiObject Outputs(params IEnumerable<WmiProperty> properties) => new("__PARAMETERS", "", properties);

    private IEnumerable<WmiObject> Related(FakeMachine machine, string path, string? association)
    {
        var (system, own) = (FakeObjects.SystemPath(host, machine), FakeObjects.Settings(host, machine, machine.Id, "Microsoft:Hyper-V:System:Realized"));
        var checkpoints = machine.Checkpoints.Select(checkpoint => (checkpoint.Id, Settings: Checkpoint(machine, checkpoint))).ToList();
        return association switch
        {
            "Msvm_SettingsDefineState" when path == system => [own],
            "Msvm_SnapshotOfVirtualSystem" when path == system => checkpoints.Select(checkpoint => checkpoint.Settings),
            "Msvm_ReferencePointOfVirtualSystem" when path == system => machine.ReferencePoints.Select(point => FakeObjects.ReferencePoint(host, machine, point)),
            "Msvm_SystemExportSettingData" when path == system => [FakeObjects.ExportSettings(host, machine)],
            "Msvm_VirtualSystemSettingDataComponent" when path == own.Path => FakeObjects.Parts(host, machine, machine.Id),
            "Msvm_VirtualSystemSettingDataComponent" when checkpoints.FirstOrDefault(checkpoint => checkpoint.Settings.Path == path) is { Id: not null } found => FakeObjects.Parts(host, machine, found.Id),
            "Msvm_SettingsDefineState" or "Msvm_SnapshotOfVirtualSystem" or "Msvm_ReferencePointOfVirtualSystem" or "Msvm_SystemExportSettingData" or "Msvm_VirtualSystemSettingDataComponent" => [],
            _ => throw new InvalidOperationException($"Association {association} is not in the model."),
        };
    }

    private IEnumerable<WmiObject> Objects() => host.Machines.SelectMany(machine => (IEnumerable<WmiObject>)
        [
            FakeObjects.System(host, machine), .. machine.Checkpoints.Select(checkpoint => Checkpoint(machine, checkpoint)), .. machine.ReferencePoints.Select(point => FakeObjects.ReferencePoint(host, machine, point)),
        ]).Concat(host.Switches.Select(name => FakeObjects.Switch(host, name)));

    private WmiObject Checkpoint(FakeMachine machine, FakeCheckpoint checkpoint) =>
        FakeObjects.Settings(host, machine, checkpoint.Id, checkpoint.IsRecovery ? "Microsoft:Hyper-V:Snapshot:Recovery" : "Microsoft:Hyper-V:Snapshot:Realized");

    /// <summary>Conditions of the form A = 'b' AND C = 'd'.</summary>
    private static bool Holds(WmiObject one, string? where) => where is null || where.Split(" AND ").All(condition =>
    {
        var (name, value) = (condition.Split(" = ")[0], condition.Split(" = ")[1].Trim('\''));
        return string.Equals(one.Text(name), value, StringComparison.OrdinalIgnoreCase);
    });

    private void RequireAlive()
    {
        if (host.IsDead) throw new WmiFailure(WmiFailure.RpcUnavailable, "The RPC server is unavailable.");
    }
}
