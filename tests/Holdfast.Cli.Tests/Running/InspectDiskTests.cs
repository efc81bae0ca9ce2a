using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace Holdfast.Cli.Tests.Running;

/// <summary>Disks that sgdisk, mke2fs, mkntfs and qemu-img make. No server runs here, and none is needed.</summary>
public sealed class InspectDiskTests
{
    private static readonly DateTime Then = new(2021, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    [Theory]
    [InlineData("vhdx", "vhdx")]
    [InlineData("vpc", "vhd")]
    [InlineData("raw", "diskImage")]
    public async Task Inspect_Disk_SaysWhatIsOnItAndGivesItsFiles(string format, string kind)
    {
        using var data = new DataFolder();
        var (disk, content) = Disk(data, format);

        var told = await Json(data, disk);
        var listed = await Json(data, disk, "--list", "1/folder");
        var top = await Json(data, disk, "--list", "/");
        var extracted = await Json(data, disk, "--extract", "1/folder/big", "--to", data.File("big"));

        Assert.Equal(kind, told.GetProperty("kind").GetString());
        Assert.True(told.GetProperty("intact").GetBoolean());
        Assert.InRange(told.GetProperty("size").GetInt64(), 64 << 20, 65 << 20);
        Assert.Equal(["1 linux 1048576 33554432 ext4", "2 basicData 34603008 16777216 ntfs"], told.GetProperty("partitions").EnumerateArray().Select(partition => string.Join(' ',
            partition.GetProperty("number"), partition.GetProperty("type"), partition.GetProperty("offset"), partition.GetProperty("size"), partition.GetProperty("fileSystem"))));
        Assert.Equal(["1", "2"], top.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("path").GetString()));
        Assert.Equal(["1/folder/big file 3000000 2021-03-04T05:06:07Z ", "1/folder/link symbolicLink 0 2021-03-04T05:06:07Z big"], listed.GetProperty("entries").EnumerateArray().Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(3_000_000, extracted.GetProperty("size").GetInt64());
        Assert.Equal(SHA256.HashData(content), SHA256.HashData(await File.ReadAllBytesAsync(data.File("big"))));
        Assert.Equal(Then, File.GetLastWriteTimeUtc(data.File("big")));
        Assert.Empty(Directory.GetFiles(data.Path, "*.new"));
    }

    [Fact]
    public async Task Inspect_ExtractOntoAFile_DoesNotOverwriteIt()
    {
        using var data = new DataFolder();
        var (disk, _) = Disk(data, "raw");
        await File.WriteAllTextAsync(data.File("mine"), "mine");

        var outcome = await HoldfastProcess.Run(data, "inspect", disk, "--extract", "1/folder/big", "--to", data.File("mine"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error 401308", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(data.File("mine")));
    }

    [Theory]
    [InlineData("--list", "1/nothing", "401306")]
    [InlineData("--list", "7", "401306")]
    [InlineData("--list", "1/folder/big", "401306")]
    [InlineData("--extract", "1/folder", "401306")]
    [InlineData("--extract", "1/folder/link", "401306")]
    [InlineData("--extract", "1/folder/big/../../../secret", "401306")]
    public async Task Inspect_PathThatCannotBeGiven_IsRefusedWithItsCode(string option, string path, string code)
    {
        using var data = new DataFolder();
        var (disk, _) = Disk(data, "raw");
        string[] to = option == "--extract" ? ["--to", data.File("out")] : [];

        var outcome = await HoldfastProcess.Run(data, ["inspect", disk, option, path, .. to]);

        Assert.StartsWith($"error {code}", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(data.File("out")));
    }

    [Fact]
    public async Task Inspect_ExtractIntoAFolderThatIsNotThere_IsRefused()
    {
        using var data = new DataFolder();
        var (disk, _) = Disk(data, "raw");

        var outcome = await HoldfastProcess.Run(data, "inspect", disk, "--extract", "1/folder/big", "--to", data.File("no/such/folder"));

        Assert.Contains("error 401309", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_DiskCutOff_NamesThePlaceAndEndsWithOne()
    {
        using var data = new DataFolder();
        var (disk, _) = Disk(data, "vhdx");
        using (var file = File.OpenHandle(disk, access: FileAccess.ReadWrite)) RandomAccess.SetLength(file, RandomAccess.GetLength(file) - (31 << 20));

        var outcome = await HoldfastProcess.Run(data, "inspect", disk);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error 401301: At byte ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Not intact.", outcome.Output, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Json(DataFolder data, string disk, params string[] options)
    {
        var outcome = await HoldfastProcess.Run(data, ["inspect", disk, .. options, "--json"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var document = JsonDocument.Parse(outcome.Output);
        return document.RootElement.Clone();
    }

    private static string Text(JsonElement entry) => string.Join(' ', entry.GetProperty("path"), entry.GetProperty("type"), entry.GetProperty("size"), entry.GetProperty("modified"), entry.GetProperty("target"));

    /// <summary>GPT with an ext4 that holds a folder with a file and a link, and an NTFS.</summary>
    private static (string Path, byte[] Content) Disk(DataFolder data, string format)
    {
        foreach (var tool in (string[])["qemu-img", "sgdisk", "mke2fs", "mkntfs"]) Assert.SkipUnless(Sh($"command -v {tool}") == 0, $"{tool} is not installed.");
        var content = new byte[3_000_000];
        new Random(1).NextBytes(content.AsSpan(0, 1_000_000));
        Directory.CreateDirectory(data.File("tree/folder"));
        File.WriteAllBytes(data.File("tree/folder/big"), content);
        File.CreateSymbolicLink(data.File("tree/folder/link"), "big");
        Assert.Equal(0, Sh($"""
            cd '{data.Path}' && touch -h -d @{new DateTimeOffset(Then).ToUnixTimeSeconds()} tree/folder/big tree/folder/link &&
            truncate -s 64M raw && sgdisk -n 1:2048:+32M -t 1:8300 -n 2:67584:+16M -t 2:0700 raw &&
            mke2fs -q -t ext4 -d tree -E offset=1048576 raw 32M && truncate -s 16M ntfs && mkntfs -q -F -f ntfs &&
            dd if=ntfs of=raw bs=1M seek=33 conv=notrunc status=none && qemu-img convert -f raw -O {format} raw disk && rm raw ntfs
            """));
        return (data.File("disk"), content);
    }

    private static int Sh(string command)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin";
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
