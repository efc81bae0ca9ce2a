using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Holding;

/// <summary>A data folder and a pool have one server at a time.</summary>
public sealed class SecondServerTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public void Up_SameDataFolder_IsRefusedAndTheFirstGoesOn()
    {
        holdfast.Start();

        using var second = new ServerProcess(Executable.Start(["up", "--port", "0", "--data", holdfast.DataDirectory]));

        Assert.Equal((false, 1), (second.IsReady, second.ExitCode));
        Assert.Contains("error 400010: ", second.Said, StringComparison.Ordinal);
        Assert.Contains("remedy: ", second.Said, StringComparison.Ordinal);
        holdfast.Do("status");
    }

    [Fact]
    public void Up_SamePool_IsRefusedAndTheFirstGoesOn()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        holdfast.Start().Done("protect", source);
        using var thief = new Installation(holdfast.Root, "second");
        Directory.CreateDirectory(thief.Data("secrets"));
        File.Copy(holdfast.Data("secrets/passphrase.txt"), thief.Data("secrets/passphrase.txt"));
        File.Copy(holdfast.Data("pool-disks.json"), thief.Data("pool-disks.json"));

        var second = thief.TryStart();

        Assert.Equal((false, 1), (second.IsReady, second.ExitCode));
        Assert.Contains("error 400101: ", second.Said, StringComparison.Ordinal);
        SampleTree.Write(source, "four.bin", 100_000);
        holdfast.Done("recovery-point", "create", source, "--online");
        holdfast.VerifyBoth();
    }

    [Fact]
    public void DiskAdd_DiskOfAnotherPool_IsRefused()
    {
        holdfast.Start();
        using var other = new Installation(holdfast.Root, "second");
        other.Start();
        other.Stop();

        var outcome = holdfast.Run("disk", "add", other.Pool, "--json");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("400104", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }
}
