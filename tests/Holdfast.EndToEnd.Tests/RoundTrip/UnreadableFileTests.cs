using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.RoundTrip;

/// <summary>What cannot be read is counted and named, and never keeps the rest from being protected.</summary>
public sealed class UnreadableFileTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public void Protect_ReadError_IsNamedAndTheRestIsProtected()
    {
        Assert.SkipUnless(Tool.IsThere("debugfs"), "debugfs (e2fsprogs) is not installed.");
        using var disk = new LoopDisk(holdfast.InRoot("image"), holdfast.InRoot("source"), 16, "-O", "^extent,^metadata_csum,^64bit");
        SampleTree.Write(disk.Folder, "bad.bin", 40_000);
        SampleTree.Write(disk.Folder, "good.bin", 40_000);
        var good = File.ReadAllBytes(Path.Combine(disk.Folder, "good.bin"));
        disk.Unmount();
        // A block number beyond the end of the disk: the kernel answers a read of it with an error.
        Tool.Do("debugfs", "-w", "-R", "set_inode_field /bad.bin block[0] 99999999", disk.Image);
        disk.Mount().Expect(0);
        Assert.Throws<IOException>(() => File.ReadAllBytes(Path.Combine(disk.Folder, "bad.bin")));

        AssertNamed(disk.Folder, "bad.bin");

        Assert.Equal(good, File.ReadAllBytes(Path.Combine(holdfast.Recover(disk.Folder), "good.bin")));
    }

    [Fact]
    public void Protect_NoPermission_IsNamedAndTheRestIsProtected()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Tool.IsThere("setpriv"), "Running the server as another user needs root and setpriv.");
        string[] asNobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];
        Assert.SkipUnless(Tool.Run(asNobody[0], [.. asNobody[1..], "test", "-x", Executable.FilePath]).ExitCode == 0, "The folder of the tests is closed to other users.");
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var expected = SampleTree.Read(source).Where(item => item.Key != "two.bin").ToDictionary();
        Tool.Do("chmod", "755", holdfast.Root);
        Tool.Do("chown", "-R", "65534:65534", holdfast.DataDirectory, source);
        Tool.Do("chown", "root:root", Path.Combine(source, "two.bin"));
        Tool.Do("chmod", "600", Path.Combine(source, "two.bin"));
        Tool.Do("chmod", "777", holdfast.Root);
        holdfast.Start(asNobody);

        AssertNamed(source, "two.bin", start: false);

        var target = holdfast.NewFolder();
        holdfast.Job("recover", source, "--to", target);
        File.Delete(Path.Combine(target, "two.bin"));
        SampleTree.AssertSame(expected, target);
    }

    private void AssertNamed(string source, string name, bool start = true)
    {
        if (start) holdfast.Start();
        var (exitCode, job) = holdfast.Job("protect", source);
        Assert.Equal((3, "succeededWithWarnings", 1L), (exitCode, job.State, job.ItemsFailed));
        var error = Assert.Single(job.Errors);
        Assert.Equal((ErrorCode.ItemUnreadable, name), (error.Code, error.Item));
        Assert.NotEmpty(error.Remedy);
    }
}
