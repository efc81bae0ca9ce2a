using System.Text.Json;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>The model's configuration files: they stand for the opaque .vmcx.</summary>
internal sealed record FakeDefinition(string Id, string Name, string Root, string? Switch, bool HasPassThrough, IReadOnlyList<FakeDefinition.Disk> Disks)
{
    internal sealed record Disk(string Bus, int Controller, int Location, string File, bool IsShared);

    public static void Write(FakeHost host, FakeMachine machine, string folder)
    {
        var machines = Path.Combine(host.Locate(folder), "Virtual Machines");
        Directory.CreateDirectory(machines);
        var definition = new FakeDefinition(machine.Id, machine.Name, machine.Root, machine.Switch, machine.HasPassThrough, [.. machine.Disks.Select(disk => new Disk(disk.Bus, disk.Controller, disk.Location, disk.File, disk.IsShared))]);
        File.WriteAllBytes(Path.Combine(machines, machine.Id + ".vmcx"), JsonSerializer.SerializeToUtf8Bytes(definition));
        File.WriteAllBytes(Path.Combine(machines, machine.Id + ".vmrs"), new byte[300_000]);
    }

    public static FakeMachine Read(FakeHost host, string file)
    {
        var definition = JsonSerializer.Deserialize<FakeDefinition>(File.ReadAllBytes(host.Locate(file)))!;
        return new FakeMachine
        {
            Id = definition.Id, Name = definition.Name, Root = definition.Root, Switch = definition.Switch, HasPassThrough = definition.HasPassThrough, IsPlanned = true,
            Disks = [.. definition.Disks.Select(disk => new FakeDisk { Bus = disk.Bus, Controller = disk.Controller, Location = disk.Location, File = disk.File, IsShared = disk.IsShared, Live = [] })],
        };
    }
}
