using System.Security.Cryptography;
using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;

namespace Holdfast.EndToEnd.Tests.Exports;

/// <summary>A disk in a recovery point is used by programs that others wrote, and the point stays as it was.</summary>
public sealed class ExportTests : IDisposable
{
    private const int Length = 96 << 20;
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public void Export_RealClients_ReadWhatWasProtected_AndWriteToAnOverlayOnly()
    {
        foreach (var program in (string[])["nbdinfo", "nbdcopy", "qemu-img", "qemu-io"])
            if (!Tool.IsThere(program)) Assert.Skip($"{program} is not installed.");
        var (source, image) = MakeDisk();
        holdfast.Start().Done("protect", source);
        var protectedDisk = holdfast.InRoot("protected.raw");
        File.Copy(image, protectedDisk);
        File.Delete(image); // from here on there is the point alone

        var started = holdfast.Do("export", "start", source, "--disk", "disk.raw").Json;
        var (id, uri, point) = (started.GetProperty("export").GetProperty("id").GetString()!, started.GetProperty("uri").GetString()!, started.GetProperty("export").GetProperty("recoveryPoint").GetString()!);
        Assert.Equal($"{Length}\n", Tool.Do("nbdinfo", "--size", uri));
        Tool.Do("qemu-img", "compare", "-f", "raw", "-F", "raw", uri, protectedDisk);
        var copy = holdfast.InRoot("copy.raw");
        Tool.Do("nbdcopy", "--connections=4", uri, copy);
        Assert.Equal(Hash(protectedDisk), Hash(copy));

        var overlay = holdfast.InRoot("overlay.qcow2");
        Tool.Do("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", uri, overlay);
        Tool.Do("qemu-io", "-c", "write -P 0xab 1M 3M", "-c", "write -P 0x11 90M 64k", "-c", "read -P 0xab 1M 3M", overlay);
        Tool.Do("qemu-img", "compare", "-f", "raw", "-F", "raw", uri, protectedDisk);

        var refused = holdfast.Run("recovery-point", "delete", point, "--json").Expect(1);
        Assert.Equal((int)ErrorCode.PointExported, refused.Json.GetProperty("error").GetProperty("code").GetInt32());
        holdfast.Do("export", "stop", id);
        Assert.NotEqual(0, Tool.Run("nbdinfo", "--size", uri).ExitCode);
        holdfast.VerifyBoth();
    }

    [Fact]
    public void Server_KilledAndStartedAnew_GivesNothingOut()
    {
        var (source, _) = MakeDisk();
        holdfast.Start().Done("protect", source);
        var socket = holdfast.Do("export", "start", source, "--disk", "disk.raw").Json.GetProperty("export").GetProperty("address").GetString()!;
        Assert.True(File.Exists(socket));
        holdfast.Server.Kill();
        holdfast.Start();
        Assert.False(File.Exists(socket));
        Assert.Equal(0, holdfast.Do("export", "list").Json.GetProperty("exports").GetArrayLength());
    }

    /// <summary>Random blocks, blocks that repeat, and holes.</summary>
    private (string Source, string Image) MakeDisk()
    {
        var source = holdfast.InRoot("machine");
        Directory.CreateDirectory(source);
        var image = Path.Combine(source, "disk.raw");
        using var file = File.Create(image);
        var random = new Random(3);
        var block = new byte[1 << 20];
        for (var at = 0; at < Length; at += 4 << 20)
        {
            if (at % (12 << 20) != 0) random.NextBytes(block);
            file.Position = at;
            file.Write(block);
        }
        file.SetLength(Length);
        return (source, image);
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
