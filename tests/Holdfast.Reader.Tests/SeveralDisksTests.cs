using Holdfast.Format.Keys;
using Holdfast.Store.Pool;
using Holdfast.Store.Repositories;

namespace Holdfast.Reader.Tests;

/// <summary>A pool over two disks, as docs/format.md §9 tells it.</summary>
public sealed class SeveralDisksTests : IDisposable
{
    private static readonly PoolOptions Options = new() { MinimumCapacity = 1 << 20, LargestReserve = 4 << 20 };
    private readonly TemporaryFolder folder = new();
    private readonly SampleRepository sample = new();
    private readonly Keyring keyring = Keyring.Create(SystemRandomness.Instance);

    public SeveralDisksTests()
    {
        PythonReader.SkipUnlessPresent();
        File.WriteAllText(folder["passphrase"], SampleRepository.Passphrase + "\n");
        Directory.CreateDirectory(folder["a"]);
        Directory.CreateDirectory(folder["b"]);
        using var pool = PoolDisks.Create(keyring.Repository, [folder["a"], folder["b"]], Options);
        sample.Write(pool, keyring, packTarget: 64 << 10);
    }

    public void Dispose()
    {
        folder.Dispose();
        sample.Dispose();
    }

    [Fact]
    public void Restore_PacksOnTwoDisks_BringsBackEveryItem()
    {
        MoveHalfOfThePacks();
        var answer = Run([folder["b"], folder["a"]], "restore", SampleRepository.PointId, ".", folder["out"], "--no-verify");
        Assert.True(answer.ExitCode == 0, answer.Errors);
        foreach (var (path, content) in sample.Files) Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Join(folder["out"], path))), path);
    }

    [Fact]
    public void Restore_OneDiskMissing_BringsBackTheRest()
    {
        MoveHalfOfThePacks();
        var answer = Run([folder["a"]], "points");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains(SampleRepository.PointId, answer.Output, StringComparison.Ordinal);
    }

    /// <summary>A disk that was away while a point was deleted still has it; it is known to be behind.</summary>
    [Fact]
    public void Points_DeletedWhileADiskWasAway_AreNotListed()
    {
        Directory.Move(folder["b"], folder["away"]);
        using (var pool = PoolDisks.Open(keyring.Repository, [folder["a"]], Options))
        {
            var point = Assert.Single(pool.List(BlobNames.Points));
            Assert.True(pool.Delete(point.Name));
        }
        Directory.Move(folder["away"], folder["b"]);
        Assert.Contains(SampleRepository.PointId, Run([folder["b"]], "points").Output, StringComparison.Ordinal);
        Assert.Equal("", Run([folder["b"], folder["a"]], "points").Output);
        Assert.Equal("", Run([folder["a"], folder["b"]], "points").Output);
    }

    /// <summary>The pool places by free space, and these disks have equally much: some packs are moved by hand.</summary>
    private void MoveHalfOfThePacks()
    {
        var all = new[] { "a", "b" }.SelectMany(disk => Directory.GetFiles(folder[$"{disk}/packs"], "*", SearchOption.AllDirectories).Select(path => (Disk: disk, Path: path)));
        var i = 0;
        foreach (var (disk, path) in all.ToList())
        {
            var target = Path.Join(folder[i++ % 2 == 0 ? "a" : "b"], Path.GetRelativePath(folder[disk], path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (target != path) File.Move(path, target);
        }
        Assert.True(i >= 4);
    }

    private PythonReader.Answer Run(string[] disks, params string[] words) => PythonReader.Run([.. disks, "--passphrase-file", folder["passphrase"], .. words]);
}
