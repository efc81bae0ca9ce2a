using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

/// <summary>Clients that others wrote.</summary>
public sealed class RealClientTests : IAsyncDisposable
{
    private readonly MemoryDisk disk;
    private readonly ServedDisk served;
    private readonly string image;

    public RealClientTests()
    {
        disk = new MemoryDisk(MemoryDisk.Content((24 << 20) + 512, stretch: 1 << 20));
        served = new ServedDisk(disk);
        image = Path.Combine(served.Folder, "image.raw");
        File.WriteAllBytes(image, disk.Bytes);
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public void NbdInfo_Export_IsDescribed()
    {
        Need("nbdinfo");
        using var info = JsonDocument.Parse(Shell.Run($"nbdinfo --json '{served.Uri}'"));
        var export = info.RootElement.GetProperty("exports")[0];
        Assert.Equal(disk.Length, export.GetProperty("export-size").GetInt64());
        foreach (var (flag, expected) in new[] { ("is_read_only", true), ("can_multi_conn", true), ("can_flush", true), ("can_cache", true), ("can_df", true), ("can_trim", false), ("can_zero", false), ("can_fua", false) })
            Assert.Equal(expected, export.GetProperty(flag).GetBoolean());
        Assert.Equal("base:allocation", export.GetProperty("contexts")[0].GetString());
        Assert.Equal("a disk", export.GetProperty("description").GetString());
        Assert.Equal("newstyle-fixed", info.RootElement.GetProperty("protocol").GetString());
        Assert.True(info.RootElement.GetProperty("structured").GetBoolean());
    }

    [Fact]
    public void NbdInfo_Map_ShowsDataAndHoles()
    {
        Need("nbdinfo");
        using var map = JsonDocument.Parse(Shell.Run($"nbdinfo --map --json '{served.Uri}'"));
        var extents = map.RootElement.EnumerateArray().Select(one => (one.GetProperty("offset").GetInt64(), one.GetProperty("length").GetInt64(), one.GetProperty("type").GetInt32())).ToList();
        Assert.Equal(25, extents.Count);
        for (var i = 0; i < 24; i++) Assert.Equal(((long)i << 20, 1L << 20, i % 2 == 0 ? 0 : 3), extents[i]);
    }

    [Fact]
    public void NbdCopy_SeveralConnections_CopiesEveryByte()
    {
        Need("nbdcopy");
        var copy = Path.Combine(served.Folder, "copy.raw");
        Shell.Run($"nbdcopy --connections=4 --threads=4 --requests=32 '{served.Uri}' {copy}");
        Assert.Equal(Hash(image), Hash(copy));
        Assert.InRange(served.Figures.BytesRead, 1, (12 << 20) + 512); // holes were not read
    }

    [Fact]
    public void QemuImg_ConvertAndCompare_FindNoDifference()
    {
        Need("qemu-img");
        var copy = Path.Combine(served.Folder, "copy.qcow2");
        Shell.Run($"qemu-img convert -f raw -O qcow2 '{served.Uri}' {copy}");
        Shell.Run($"qemu-img compare -f raw -F qcow2 '{served.Uri}' {copy}");
        Shell.Run($"qemu-img compare -f raw -F raw '{served.Uri}' {image}");
    }

    [Fact]
    public void QemuIo_OverlayIsWritten_ExportStaysAsItWas()
    {
        Need("qemu-io");
        var (before, overlay) = (SHA256.HashData(disk.Bytes), Path.Combine(served.Folder, "overlay.qcow2"));
        Shell.Run($"qemu-img create -q -f qcow2 -F raw -b '{served.Uri}' {overlay}");
        Shell.Run($"qemu-io -c 'write -P 0xab 4096 1M' -c 'write -z 2M 64k' -c 'read -P 0xab 4096 1M' -c 'read -P 0 2M 64k' {overlay}");
        Assert.False(Shell.Try($"qemu-io -f raw -c 'write -P 0xab 0 512' '{served.Uri}' 2>&1 | grep -q wrote"));
        Assert.Equal(before, SHA256.HashData(disk.Bytes));
        Shell.Run($"qemu-img compare -f raw -F raw '{served.Uri}' {image}");
        Assert.False(Shell.Try($"qemu-img compare -f qcow2 -F raw {overlay} {image}"));
    }

    private static void Need(string program)
    {
        if (!Shell.Has(program)) Assert.Skip($"{program} is not installed.");
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
