using System.Globalization;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>Property bags of the model, with names, types, and values as Hyper-V gives them.</summary>
internal static class FakeObjects
{
    public static string PathOf(FakeHost host, string className, string key, string value) =>
        $@"\\{host.Name.ToUpperInvariant()}\root\virtualization\v2:{className}.{key}=""{value.Replace(@"\", @"\\")}""";

    public static string SystemPath(FakeHost host, FakeMachine machine) =>
        $@"\\{host.Name.ToUpperInvariant()}\root\virtualization\v2:{SystemClass(machine)}.CreationClassName=""{SystemClass(machine)}"",Name=""{machine.Id}""";

    public static WmiObject Service(FakeHost host, string className) => new(className, PathOf(host, className, "CreationClassName", className), [WmiProperty.Of("Name", "vmms")]);

    public static WmiObject System(FakeHost host, FakeMachine machine) => new(SystemClass(machine), SystemPath(host, machine),
        [WmiProperty.Of("Caption", "Virtual Machine"), WmiProperty.Of("Name", machine.Id), WmiProperty.Of("ElementName", machine.Name), Number("EnabledState", machine.State), Number("ReplicationMode", machine.ReplicationMode)]);

    /// <param name="id">Of the machine or of a checkpoint.</param>
    public static WmiObject Settings(FakeHost host, FakeMachine machine, string id, string type) => new("Msvm_VirtualSystemSettingData", PathOf(host, "Msvm_VirtualSystemSettingData", "InstanceID", "Microsoft:" + id),
    [
        WmiProperty.Of("InstanceID", "Microsoft:" + id), WmiProperty.Of("ElementName", machine.Name), WmiProperty.Of("VirtualSystemType", type), WmiProperty.Of("VirtualSystemIdentifier", machine.Id),
        WmiProperty.Of("VirtualSystemSubType", machine.SubType), WmiProperty.Of("Version", machine.Version), WmiProperty.Of("ConfigurationDataRoot", machine.Root), WmiProperty.Of("SnapshotDataRoot", machine.Root),
        WmiProperty.Of("SwapFileDataRoot", machine.Root), WmiProperty.Of("ConfigurationFile", $@"Virtual Machines\{machine.Id}.vmcx"),
        new WmiProperty("CreationTime", CimType.DateTime, false, ["20261123090000.500000+060"]), new WmiProperty("BootOrder", CimType.UInt16, true, ["0", "1", "2", "3"]),
    ]);

    public static IEnumerable<WmiObject> Parts(FakeHost host, FakeMachine machine, string id)
    {
        var controllers = machine.Disks.Select(disk => (disk.Bus, disk.Controller)).Append(("SCSI", 0)).Distinct().ToList();
        foreach (var (bus, number) in controllers)
            yield return Part(host, "Msvm_ResourceAllocationSettingData", $@"Microsoft:{id}\CTRL-{bus}-{number}\{number}", bus == "IDE" ? "Microsoft:Hyper-V:Emulated IDE Controller" : "Microsoft:Hyper-V:Synthetic SCSI Controller",
                WmiProperty.Of("Address", bus == "IDE" ? number.ToString(CultureInfo.InvariantCulture) : null));
        foreach (var disk in machine.Disks)
        {
            var drive = $@"Microsoft:{id}\{disk.Place[..^1]}D";
            yield return Part(host, "Msvm_ResourceAllocationSettingData", drive, "Microsoft:Hyper-V:Synthetic Disk Drive", WmiProperty.Of("AddressOnParent", disk.Location.ToString(CultureInfo.InvariantCulture)),
                WmiProperty.Of("Parent", PathOf(host, "Msvm_ResourceAllocationSettingData", "InstanceID", $@"Microsoft:{id}\CTRL-{disk.Bus}-{disk.Controller}\{disk.Controller}")));
            yield return Part(host, "Msvm_StorageAllocationSettingData", $@"Microsoft:{id}\{disk.Place}", "Microsoft:Hyper-V:Virtual Hard Disk", Texts("HostResource", disk.File),
                WmiProperty.Of("Parent", PathOf(host, "Msvm_ResourceAllocationSettingData", "InstanceID", drive)), Flag("PersistentReservationsSupported", disk.IsShared));
        }
        if (machine.HasPassThrough)
            yield return Part(host, "Msvm_ResourceAllocationSettingData", $@"Microsoft:{id}\CTRL-SCSI-0\0\9\D", "Microsoft:Hyper-V:Physical Disk Drive", WmiProperty.Of("AddressOnParent", "9"), Texts("HostResource", @"\\HV1\root\virtualization\v2:Msvm_DiskDrive.DeviceID=""Microsoft:1"""),
                WmiProperty.Of("Parent", PathOf(host, "Msvm_ResourceAllocationSettingData", "InstanceID", $@"Microsoft:{id}\CTRL-SCSI-0\0")));
        yield return Part(host, "Msvm_SyntheticEthernetPortSettingData", $@"Microsoft:{id}\NIC", "Microsoft:Hyper-V:Synthetic Ethernet Port", WmiProperty.Of("Address", "00155D000001"));
        yield return Part(host, "Msvm_EthernetPortAllocationSettingData", $@"Microsoft:{id}\NIC\C", "Microsoft:Hyper-V:Ethernet Connection", Texts("HostResource", machine.Switch is null ? [] : [SwitchPath(host, machine.Switch)]), Number("EnabledState", machine.Switch is null ? 3 : 2),
            WmiProperty.Of("LastKnownSwitchName", null));
        yield return Part(host, "Msvm_SecuritySettingData", $@"Microsoft:{id}\SEC", "", Flag("TpmEnabled", machine.HasTpm), Flag("ShieldingRequested", false));
    }

    public static WmiObject Switch(FakeHost host, string name) => new("Msvm_VirtualEthernetSwitch", SwitchPath(host, name), [WmiProperty.Of("ElementName", name)]);

    public static WmiObject ExportSettings(FakeHost host, FakeMachine machine)
    {
        List<WmiProperty> properties = [Number("CopySnapshotConfiguration", 0), Flag("CopyVmRuntimeInformation", true), Flag("CopyVmStorage", true), Flag("CreateVmExportSubdirectory", true), WmiProperty.Of("SnapshotVirtualSystem", null)];
        if (!host.IsOld) properties.AddRange([Number("BackupIntent", 0), WmiProperty.Of("DifferentialBackupBase", null)]);
        return new WmiObject("Msvm_VirtualSystemExportSettingData", PathOf(host, "Msvm_VirtualSystemExportSettingData", "InstanceID", machine.Id), properties);
    }

    public static WmiObject ReferencePoint(FakeHost host, FakeMachine machine, FakeReferencePoint point) => new("Msvm_VirtualSystemReferencePoint", PathOf(host, "Msvm_VirtualSystemReferencePoint", "InstanceID", point.Id),
    [
        WmiProperty.Of("InstanceID", point.Id), Number("ReferencePointType", 1), WmiProperty.Of("VirtualSystemIdentifier", machine.Id), Texts("VirtualDiskIdentifiers", [.. point.Disks]),
        Texts("ResilientChangeTrackingIdentifiers", [.. point.TrackingIds]),
    ]);

    public static WmiProperty Number(string name, long value) => new(name, CimType.UInt16, false, [value.ToString(CultureInfo.InvariantCulture)]);

    public static WmiProperty Flag(string name, bool value) => new(name, CimType.Boolean, false, [value ? "TRUE" : "FALSE"]);

    public static WmiProperty Texts(string name, params string[] values) => new(name, CimType.String, true, values);

    private static string SwitchPath(FakeHost host, string name) => PathOf(host, "Msvm_VirtualEthernetSwitch", "Name", name);

    private static string SystemClass(FakeMachine machine) => machine.IsPlanned ? "Msvm_PlannedComputerSystem" : "Msvm_ComputerSystem";

    private static WmiObject Part(FakeHost host, string className, string id, string subType, params WmiProperty[] properties) =>
        new(className, PathOf(host, className, "InstanceID", id), [WmiProperty.Of("InstanceID", id), WmiProperty.Of("ElementName", "part"), WmiProperty.Of("ResourceSubType", subType), .. properties]);
}
