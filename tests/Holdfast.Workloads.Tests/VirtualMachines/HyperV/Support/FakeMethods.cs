using System.Globalization;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>What the methods do to the model.</summary>
internal sealed class FakeMethods(FakeHost host)
{
    /// <param name="Outputs">Not null: done at once.</param>
    /// <param name="Made">Path of what its job made.</param>
    /// <param name="Trouble">Why its job fails.</param>
    internal sealed record Result(IReadOnlyList<WmiProperty>? Outputs = null, string? Made = null, string? Trouble = null);

    public Result Run(string path, string method, IReadOnlyList<WmiArgument> arguments)
    {
        string Value(string name) => arguments.Single(argument => argument.Name == name).Values.Single();
        return method switch
        {
            "CreateSnapshot" => CreateSnapshot(Machine(Value("AffectedSystem")), Value("SnapshotSettings"), Value("SnapshotType")),
            "DestroySnapshot" => DestroySnapshot(Value("AffectedSnapshot")),
            "ConvertToReferencePoint" => Convert(Value("AffectedSnapshot")),
            "DestroyReferencePoint" => DestroyReferencePoint(Value("AffectedReferencePoint")),
            "GetVirtualHardDiskSettingData" => Describe(Value("Path")),
            "GetVirtualDiskChanges" => Changes(Value("Path"), Value("LimitId"), Number(Value("ByteOffset")), Number(Value("ByteLength"))),
            "ExportSystemDefinition" => Export(Machine(Value("ComputerSystem")), Value("ExportDirectory"), EmbeddedInstance.Read(Value("ExportSettingData"))),
            "ImportSystemDefinition" => Import(Value("SystemDefinitionFile"), Value("GenerateNewSystemIdentifier") == "TRUE"),
            "ModifySystemSettings" => ModifySystem(EmbeddedInstance.Read(Value("SystemSettings"))),
            "ModifyResourceSettings" => Modify(arguments.Single().Values),
            "RemoveResourceSettings" => Remove(arguments.Single().Values),
            "ValidatePlannedSystem" => new Result(Trouble: Fault(Machine(Value("PlannedSystem")))),
            "RealizePlannedSystem" => Realize(Machine(Value("PlannedSystem"))),
            "DestroySystem" => Destroy(Machine(Value("AffectedSystem"))),
            "RequestStateChange" => ChangeState(Machine(path), (int)Number(Value("RequestedState"))),
            _ => throw new InvalidOperationException(method),
        };
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private FakeMachine Machine(string path) => host.Machines.Single(machine => FakeObjects.SystemPath(host, machine) == path);

    private (FakeMachine Machine, FakeCheckpoint Checkpoint) Checkpoint(string path) => host.Machines
        .SelectMany(machine => machine.Checkpoints.Select(checkpoint => (machine, checkpoint)))
        .Single(found => WmiPath.Key(path, "InstanceID") == "Microsoft:" + found.checkpoint.Id);

    private Result CreateSnapshot(FakeMachine machine, string settings, string type)
    {
        Assert.Equal("32768", type);
        var (consistency, guest) = (0, 0);
        if (host.IsOld) Assert.Empty(settings);
        else
        {
            var read = EmbeddedInstance.Read(settings);
            Assert.Equal("TRUE", read.Text("IgnoreNonSnapshottableDisks"));
            (consistency, guest) = ((int)read.Number("ConsistencyLevel")!.Value, (int)read.Number("GuestBackupType")!.Value);
        }
        if (consistency == 1 && !machine.AnswersInside) return new Result(Trouble: host.Trouble);
        foreach (var disk in machine.Disks.Where(disk => !disk.IsShared)) disk.Freeze(host.Locate(disk.File));
        var checkpoint = new FakeCheckpoint(Guid.NewGuid().ToString("D").ToUpperInvariant(), true, consistency, guest);
        machine.Checkpoints.Add(checkpoint);
        return new Result(Made: FakeObjects.PathOf(host, "Msvm_VirtualSystemSettingData", "InstanceID", "Microsoft:" + checkpoint.Id));
    }

    private Result DestroySnapshot(string path)
    {
        var (machine, checkpoint) = Checkpoint(path);
        machine.Checkpoints.Remove(checkpoint);
        return new Result();
    }

    private Result Convert(string path)
    {
        var (machine, checkpoint) = Checkpoint(path);
        machine.Checkpoints.Remove(checkpoint);
        var tracked = machine.Disks.Where(disk => disk is { IsVhd: false, IsShared: false }).ToList();
        var id = Guid.NewGuid().ToString("D").ToUpperInvariant();
        var point = new FakeReferencePoint(id, [.. tracked.Select(disk => $@"Microsoft:{id}\{disk.Place}")], [.. tracked.Select(disk => disk.Track($"rctX:{Guid.NewGuid():N}:00000001"))]);
        machine.ReferencePoints.Add(point);
        return new Result(Made: FakeObjects.PathOf(host, "Msvm_VirtualSystemReferencePoint", "InstanceID", point.Id));
    }

    private Result DestroyReferencePoint(string path)
    {
        var machine = host.Machines.Single(machine => machine.ReferencePoints.Any(point => point.Id == WmiPath.Key(path, "InstanceID")));
        var point = machine.ReferencePoints.Single(point => point.Id == WmiPath.Key(path, "InstanceID"));
        machine.ReferencePoints.Remove(point);
        foreach (var disk in machine.Disks)
            foreach (var id in point.TrackingIds) disk.Forget(id);
        return new Result();
    }

    private Result Describe(string file)
    {
        var disk = Disk(file);
        return new Result([WmiProperty.Of("SettingData", EmbeddedInstance.Write(new WmiObject("Msvm_VirtualHardDiskSettingData", "",
        [
            FakeObjects.Number("Format", disk.IsVhd ? 2 : 3), FakeObjects.Number("Type", 3), WmiProperty.Of("Path", file), new WmiProperty("MaxInternalSize", CimType.UInt64, false, [disk.Live.Length.ToString(CultureInfo.InvariantCulture)]),
            new WmiProperty("BlockSize", CimType.UInt32, false, ["1048576"]), new WmiProperty("PhysicalSectorSize", CimType.UInt32, false, ["4096"]), WmiProperty.Of("VirtualDiskId", disk.Id.ToString("D").ToUpperInvariant()),
        ])))]);
    }

    private Result Changes(string file, string since, long offset, long length)
    {
        if (!host.TracksByWmi) return new Result([FakeObjects.Number("ReturnValue", 32770)]);
        var disk = Disk(file);
        Assert.True(length < disk.Live.Length, "A question must be shorter than the disk.");
        Assert.InRange(offset + length, 1, disk.Live.Length);
        if (!disk.Frozen.TryGetValue(since, out var all)) return new Result([FakeObjects.Number("ReturnValue", 32773)]);
        var processed = Math.Min(length, host.LongestAnswer);
        var page = host.ChangeAnswer?.Invoke(offset, length);
        var changed = page?.Changed ?? [.. all.Where(range => range.End > offset && range.Offset < offset + processed).OrderByDescending(range => range.Offset)];
        return new Result(
        [
            new WmiProperty("ProcessedByteLength", CimType.UInt64, false, [(page?.Processed ?? processed).ToString(CultureInfo.InvariantCulture)]),
            new WmiProperty("ChangedByteOffsets", CimType.UInt64, true, [.. changed.Select(range => range.Offset.ToString(CultureInfo.InvariantCulture))]),
            new WmiProperty("ChangedByteLengths", CimType.UInt64, true, [.. changed.Select(range => range.Length.ToString(CultureInfo.InvariantCulture))]),
        ]);
    }

    private FakeDisk Disk(string file) => host.Machines.SelectMany(machine => machine.Disks).First(disk => disk.File == file);

    private Result Export(FakeMachine machine, string folder, WmiObject settings)
    {
        Assert.Equal(("FALSE", "FALSE"), (settings.Text("CopyVmStorage"), settings.Text("CreateVmExportSubdirectory")));
        if (settings.Number("CopySnapshotConfiguration") == 3) Assert.Contains(machine.RecoveryCheckpoints, checkpoint => WmiPath.Key(settings.Text("SnapshotVirtualSystem"), "InstanceID") == "Microsoft:" + checkpoint.Id);
        FakeDefinition.Write(host, machine, folder);
        return new Result();
    }

    private Result Import(string file, bool newId)
    {
        var planned = FakeDefinition.Read(host, file);
        if (newId) planned.Id = Guid.NewGuid().ToString("D").ToUpperInvariant();
        if (host.Machines.Any(machine => machine.Id == planned.Id)) return new Result(Trouble: "The identifier is in use.");
        host.Machines.Add(planned);
        return new Result(Made: FakeObjects.SystemPath(host, planned));
    }

    private Result ModifySystem(WmiObject settings)
    {
        var machine = host.Machines.Single(machine => settings.Text("InstanceID") == "Microsoft:" + machine.Id);
        (machine.Name, machine.Root) = (settings.Text("ElementName")!, settings.Text("ConfigurationDataRoot")!);
        return new Result();
    }

    private Result Modify(IReadOnlyList<string> parts)
    {
        foreach (var part in parts.Select(EmbeddedInstance.Read))
        {
            var (machine, place) = Owner(part.Text("InstanceID")!);
            if (part.ClassName == "Msvm_EthernetPortAllocationSettingData") machine.Switch = part.Number("EnabledState") == 2 ? WmiPath.Key(part.Texts("HostResource").Single(), "Name") : null;
            else machine.Disks.Single(disk => disk.Place == place).File = part.Texts("HostResource").Single();
        }
        return new Result();
    }

    private Result Remove(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            var (machine, place) = Owner(WmiPath.Key(path, "InstanceID")!);
            if (place.EndsWith(@"9\D", StringComparison.Ordinal)) machine.HasPassThrough = false;
            else machine.Disks.RemoveAll(disk => disk.Place == place);
        }
        return new Result();
    }

    private (FakeMachine Machine, string Place) Owner(string instance)
    {
        var (id, place) = (instance["Microsoft:".Length..instance.IndexOf('\\', StringComparison.Ordinal)], instance[(instance.IndexOf('\\', StringComparison.Ordinal) + 1)..]);
        return (host.Machines.Single(machine => machine.Id == id), place);
    }

    private string? Fault(FakeMachine planned)
    {
        if (planned.HasPassThrough) return "A disk of the host is not there.";
        if (planned.Switch is not null && !host.Switches.Contains(planned.Switch)) return $"Switch {planned.Switch} is not there.";
        return planned.Disks.FirstOrDefault(disk => !File.Exists(host.Locate(disk.File))) is { } missing ? $"{missing.File} is not there." : null;
    }

    private Result Realize(FakeMachine planned)
    {
        if (Fault(planned) is { } fault) return new Result(Trouble: fault);
        foreach (var disk in planned.Disks.ToList())
        {
            using var image = DiskImages.Open(host.Locate(disk.File));
            var content = new byte[image.Length];
            image.Read(0, content);
            planned.Disks[planned.Disks.IndexOf(disk)] = new FakeDisk { Bus = disk.Bus, Controller = disk.Controller, Location = disk.Location, File = disk.File, Live = content, Id = disk.Id };
        }
        (planned.IsPlanned, planned.State) = (false, 3);
        return new Result(Made: FakeObjects.SystemPath(host, planned));
    }

    private Result Destroy(FakeMachine machine)
    {
        if (machine is { IsPlanned: false, State: not (3 or 6) }) return new Result([FakeObjects.Number("ReturnValue", 32775)]);
        host.Machines.Remove(machine);
        return new Result();
    }

    private static Result ChangeState(FakeMachine machine, int state)
    {
        machine.State = state;
        return new Result();
    }
}
