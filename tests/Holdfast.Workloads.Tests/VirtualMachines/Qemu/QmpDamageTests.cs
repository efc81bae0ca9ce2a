using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.VirtualMachines.Support;
using Holdfast.Workloads.VirtualMachines.Qemu;
using Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

namespace Holdfast.Workloads.Tests.VirtualMachines.Qemu;

/// <summary>What QEMU and libvirt say, cut off and altered.</summary>
public sealed class QmpDamageTests
{
    private static readonly string[] conversation =
    [
        """{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": "Debian"}, "capabilities": ["oob"]}}""",
        """{"return": {}, "id": 1}""",
        """{"timestamp": {"seconds": 1795422722, "microseconds": 360603}, "event": "JOB_STATUS_CHANGE", "data": {"status": "created", "id": "cj"}}""",
        """{"return": [{"iops_rd": 0, "image": {"virtual-size": 67108864, "filename": "d0.qcow2", "cluster-size": 65536, "format": "qcow2"}, "ro": false, "node-name": "d0", "drv": "qcow2", "dirty-bitmaps": [{"name": "b0", "recording": true, "persistent": true, "busy": false, "granularity": 65536, "count": 0}], "file": "d0.qcow2"}, {"image": {"virtual-size": 197120}, "ro": false, "node-name": "f0", "drv": "file", "file": "d0.qcow2"}], "id": 2}""",
        """{"return": [{"io-status": "ok", "device": "", "locked": false, "removable": false, "inserted": {"ro": false, "node-name": "d0", "drv": "qcow2", "file": "d0.qcow2", "image": {"virtual-size": 67108864}}, "qdev": "/machine/peripheral/virtio0/virtio-backend", "type": "unknown"}], "id": 3}""",
        """{"return": 512, "id": 4}""",
        """{"return": {"UUID": "5b1f0000-0000-4000-8000-000000000001"}, "id": 5}""",
        """{"error": {"class": "CommandNotFound", "desc": "The command query-name has not been found"}, "id": 6}""",
    ];

    [Fact]
    public void Inventory_WholeConversation_IsUnderstood()
    {
        using var stream = new OneWayStream(new MemoryStream(Encoding.UTF8.GetBytes(Conversation())), 700);
        using var qmp = QmpConnection.Open(stream);

        var facts = new MonitorInventory(qmp, "qemu:/s", QemuOptions.Parse(new Dictionary<string, string>())).Read();

        Assert.Equal(new Version(7, 2, 22), qmp.Version);
        var disk = Assert.Single(facts.Disks);
        Assert.Equal(("d0", "d0", "qcow2", 67108864L, 512, 65536L), (disk.Name, disk.Node, disk.Driver, disk.Length, disk.SectorLength, disk.ClusterLength));
        Assert.Equal(new QemuBitmap("b0", true, false), Assert.Single(disk.Bitmaps));
        Assert.Equal("5b1f0000-0000-4000-8000-000000000001", facts.Machine);
    }

    /// <summary>As where a program connects while the monitor is being set up, or right after another one has gone.</summary>
    [Fact]
    public void Open_GreetedTwiceAndAnsweredWithWhatAnotherAsked_GoesOn()
    {
        const string Others = """
            {"return": {"status": "running"}, "id": 77}
            {"error": {"class": "GenericError", "desc": "not yours"}, "id": 78}

            """;
        var text = conversation[0] + "\r\n" + Conversation().Insert(conversation[0].Length + 2, Others);
        using var stream = new OneWayStream(new MemoryStream(Encoding.UTF8.GetBytes(text)), 700);
        using var qmp = QmpConnection.Open(stream);

        Assert.Equal("d0", Assert.Single(new MonitorInventory(qmp, "qemu:/s", QemuOptions.Parse(new Dictionary<string, string>())).Read().Disks).Name);
    }

    [Fact]
    public void Inventory_DamagedConversations_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(72, 6000, [Encoding.UTF8.GetBytes(Conversation())], stream =>
        {
            using var replay = new OneWayStream(stream, 700);
            using var qmp = QmpConnection.Open(replay);
            new MonitorInventory(qmp, "qemu:/s", QemuOptions.Parse(new Dictionary<string, string>())).Read();
        }, error => error is QemuException or WorkloadException);

        Assert.True(read > 20, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    [Fact]
    public void JsonLines_LineWithoutEnd_IsRefused()
    {
        using var lines = new JsonLines(new MemoryStream([.. Enumerable.Repeat((byte)' ', JsonLines.LongestLine + 1)]));

        Assert.Contains("a line of more than", Assert.Throws<QemuException>(() => lines.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DomainXml_DamagedDefinitions_AreReadOrRefused()
    {
        const string Definition = """
            <domain type='qemu' id='1'><name>web</name><uuid>f3e9bcf0-554b-4b7f-8e8d-a96ff4917d35</uuid><memory unit='KiB'>65536</memory><vcpu placement='static'>1</vcpu>
            <os><type arch='x86_64' machine='pc-i440fx-7.2'>hvm</type><loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.fd</loader><nvram>/var/lib/libvirt/qemu/nvram/web.fd</nvram></os>
            <devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/images/vda.qcow2' index='2'/><target dev='vda' bus='virtio'/><blockio logical_block_size='4096'/></disk>
            <disk type='file' device='cdrom'><source file='/images/a.iso'/><target dev='sda' bus='sata'/><readonly/></disk>
            <disk type='block' device='disk'><source dev='/dev/vg/data'/><target dev='vdb' bus='virtio'/></disk></devices></domain>
            """;
        var (disks, _) = new DomainXml(Definition).Disks();
        Assert.Equal([new DomainDisk("vda", "qcow2", "/images/vda.qcow2", "virtio", 4096), new DomainDisk("vdb", "raw", "/dev/vg/data", "virtio", 512)], disks);
        Assert.Equal(new QemuHardware("x86_64", "pc-i440fx-7.2", 64L << 20, 1, "/usr/share/OVMF/OVMF_CODE.fd"), new DomainXml(Definition).Hardware);

        var (read, refused) = Mutations.Run(73, 5000, [Encoding.UTF8.GetBytes(Definition)], stream =>
        {
            using var reader = new StreamReader(stream);
            var xml = new DomainXml(reader.ReadToEnd());
            _ = (xml.Disks(), xml.Hardware, xml.Id, xml.Variables);
        }, error => error is QemuException);
        Assert.True(read > 20, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    [Fact]
    public void DomainXml_Entities_AreRefused() =>
        Assert.Throws<QemuException>(() => new DomainXml("<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><domain><name>&a;</name></domain>"));

    private static string Conversation() => string.Concat(conversation.Select(line => line + "\r\n")) + string.Concat(Enumerable.Range(7, 60).Select(id => new JsonObject { ["return"] = new JsonObject(), ["id"] = id }.ToJsonString() + "\r\n"));
}
