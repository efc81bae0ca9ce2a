using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.RoundTrip;

/// <summary>A second run reads what changed and nothing else; a consistency check finds what changed in silence.</summary>
public sealed class IncrementalTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public void RecoveryPoint_OneFileChanged_ReadsItAlone()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        foreach (var path in Directory.GetFiles(source, "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(path, new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        var first = SampleTree.Read(source);
        holdfast.Start();
        Seconds.PassOne();
        var full = holdfast.Done("protect", source);
        Assert.Equal(1_209_000, full.BytesRead);
        SampleTree.Write(source, "two.bin", 400_000, seed: 1);
        File.Delete(Path.Combine(source, "b.txt"));
        var second = SampleTree.Read(source);

        var job = holdfast.Done("recovery-point", "create", source);

        Assert.Equal(400_000, job.BytesRead);
        Assert.Equal(400_000, job.BytesChanged);
        SampleTree.AssertSame(second, holdfast.Recover(source));
        SampleTree.AssertSame(first, holdfast.Recover(source, full.RecoveryPoint!));
    }

    [Fact]
    public void Check_BlockChangedBelowTheFileSystem_IsFoundAndTaken()
    {
        using var disk = new LoopDisk(holdfast.InRoot("image"), holdfast.InRoot("source"), 16, "-O", "^metadata_csum");
        var marker = System.Text.Encoding.ASCII.GetBytes("a line that is nowhere else on this disk\n");
        var file = Path.Combine(disk.Folder, "file");
        File.WriteAllBytes(file, [.. Enumerable.Repeat(marker, 5000).SelectMany(line => line)]);
        holdfast.Start();
        Seconds.PassOne();
        holdfast.Done("protect", disk.Folder);
        disk.Unmount();
        Overwrite(disk.Image, marker, (byte)'A');
        disk.Mount().Expect(0);
        var changed = File.ReadAllBytes(file);
        Assert.Equal((byte)'A', changed[0]);

        var incremental = holdfast.Done("recovery-point", "create", disk.Folder);
        Assert.Equal(0, incremental.BytesRead);
        var check = holdfast.Job("check", disk.Folder).Job;

        // Compared with the replica, and read once more because it differs.
        Assert.InRange(check.BytesRead, changed.Length, 2 * changed.Length);
        Assert.Equal(changed.Length, check.BytesChanged);
        holdfast.Done("recovery-point", "create", disk.Folder);
        Assert.Equal(changed, File.ReadAllBytes(Path.Combine(holdfast.Recover(disk.Folder), "file")));
    }

    /// <summary>Changes one byte where the bytes first stand, as a disk does that has gone bad in silence.</summary>
    private static void Overwrite(string image, byte[] marker, byte value)
    {
        using var file = File.Open(image, FileMode.Open, FileAccess.ReadWrite);
        var start = new byte[file.Length];
        file.ReadExactly(start);
        var at = start.AsSpan().IndexOf(marker);
        Assert.True(at > 0, "The file's blocks were not found in the image.");
        file.Position = at;
        file.WriteByte(value);
    }
}
