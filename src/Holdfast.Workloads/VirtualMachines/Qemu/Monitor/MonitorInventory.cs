using System.Text.Json;
using System.Text.Json.Nodes;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>Asks a monitor what machine it has.</summary>
/// <param name="address">Of the monitor, as the datasource is named.</param>
internal sealed class MonitorInventory(QmpConnection qmp, string address, QemuOptions options)
{
    private const int DefaultSector = 512;

    /// <summary>Drivers of the layer below images, and those that only stand in between: no disks of their own.</summary>
    private static readonly HashSet<string> notDisks = new(StringComparer.Ordinal)
    {
        "file", "host_device", "host_cdrom", "nbd", "http", "https", "ftp", "ftps", "ssh", "iscsi", "nfs", "rbd", "gluster", "curl", "io_uring", "nvme", "vvfat", "blkio", "virtio-blk-vhost-vdpa",
        "throttle", "copy-on-read", "copy-before-write", "snapshot-access", "preallocate", "compress", "blkdebug", "blklogwrites", "blkreplay", "blkverify", "quorum", "null-co", "null-aio", "backup-top",
        "mirror_top", "commit_top", "stream",
    };

    private readonly List<string> warnings = [];

    public QemuFacts Read()
    {
        var nodes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var node in ((JsonElement?)qmp.Execute("query-named-block-nodes", new JsonObject { ["flat"] = true })).Items())
            if (node.Text("node-name") is { } key) nodes[key] = node;
        var devices = ((JsonElement?)qmp.Execute("query-block")).Items().ToList();
        var found = devices.Count > 0 ? Attached(devices, nodes) : Served(nodes);
        var disks = ChosenDisks.Of(found.DistinctBy(disk => disk.Name).ToList(), disk => disk.Name, options, warnings);
        var uuid = qmp.TryExecute("query-uuid")?.Text("UUID");
        var id = Guid.TryParse(uuid, out var parsed) && parsed != Guid.Empty ? parsed.ToString() : address;
        var name = qmp.TryExecute("query-name")?.Text("name") ?? Path.GetFileNameWithoutExtension(address);
        var hardware = new MonitorHardware(qmp);
        return new QemuFacts(id, name, qmp.Version.ToString(), disks, hardware.Read(), hardware.Configuration(), warnings);
    }

    /// <summary>Disks of a machine: what its devices have inserted.</summary>
    private IEnumerable<QemuDisk> Attached(IEnumerable<JsonElement> devices, Dictionary<string, JsonElement> nodes)
    {
        foreach (var device in devices)
        {
            if (device.Field("inserted") is not { ValueKind: JsonValueKind.Object } inserted || inserted.Text("node-name") is not { } name) continue;
            var path = device.Text("qdev");
            var label = Label(device.Text("device"), path, name);
            if (inserted.Flag("ro"))
            {
                if (!device.Flag("removable")) warnings.Add($"The disk {label} is not protected: the machine cannot write to it.");
                continue;
            }
            yield return Disk(label, nodes.GetValueOrDefault(name, inserted), path ?? label, SectorOf(path));
        }
    }

    /// <summary>Disks of a storage daemon: images that can be written to and that no other node lies over.</summary>
    private static IEnumerable<QemuDisk> Served(Dictionary<string, JsonElement> nodes)
    {
        var images = nodes.Values.Where(node => !node.Flag("ro") && node.Text("drv") is { } driver && !notDisks.Contains(driver) && !node.Text("node-name")!.StartsWith("holdfast-", StringComparison.Ordinal)).ToList();
        var formatted = images.Where(node => node.Text("drv") != "raw").Select(node => node.Text("file")).ToHashSet(StringComparer.Ordinal);
        return images.Where(node => node.Text("drv") != "raw" || !formatted.Contains(node.Text("file"))).OrderBy(node => node.Text("node-name"), StringComparer.Ordinal)
            .Select(node => Disk(node.Text("node-name")!, node, "", DefaultSector));
    }

    private static QemuDisk Disk(string name, JsonElement node, string attachment, int sector)
    {
        var image = node.Field("image") ?? default;
        var length = image.Number("virtual-size") ?? -1;
        if (length is < 0 or > MachineLimits.LargestDisk) throw new QemuException("", $"QEMU tells no length of the disk {name}, or one that no disk has.");
        var driver = node.Text("drv") ?? "raw";
        return new QemuDisk(name, node.Text("node-name")!, driver, driver == "raw" || node.Text("file") is { } ? node.Text("file") : null, length, sector, Math.Max(0, image.Number("cluster-size") ?? 0), attachment,
            [.. node.Field("dirty-bitmaps").Items().Where(bitmap => bitmap.Text("name") is { Length: > 0 }).Select(bitmap => new QemuBitmap(bitmap.Text("name")!, bitmap.Flag("recording"), bitmap.Flag("inconsistent")))]);
    }

    /// <summary>What people named it by: the drive, the device, or the node; what QEMU made up itself changes from start to start.</summary>
    private static string Label(string? device, string? path, string node)
    {
        if (!string.IsNullOrEmpty(device)) return device;
        if (!node.StartsWith('#')) return node;
        var parts = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(parts, part => part.StartsWith("peripheral", StringComparison.Ordinal));
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : parts.Length > 0 ? parts[^1] : node.TrimStart('#');
    }

    private int SectorOf(string? path) =>
        path is not null && qmp.TryExecute("qom-get", new JsonObject { ["path"] = path, ["property"] = "logical_block_size" }) is { ValueKind: JsonValueKind.Number } size && size.TryGetInt32(out var bytes) && bytes is 512 or 4096 ? bytes : DefaultSector;
}
