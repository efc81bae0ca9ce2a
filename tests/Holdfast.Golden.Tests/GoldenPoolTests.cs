using System.Security.Cryptography;
using Holdfast.Agent;
using Holdfast.Agent.Recovery;
using Holdfast.Format.Items;
using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;
using Holdfast.Store.Pool;
using Holdfast.Store.Repositories;
using Holdfast.Store.Verifying;
using Holdfast.Workloads;
using Holdfast.Workloads.Files;

namespace Holdfast.Golden.Tests;

/// <summary>What format version 1 wrote is opened, verified and recovered by this build.</summary>
public sealed class GoldenPoolTests
{
    [Theory]
    [InlineData("v1", "pool")]
    [InlineData("v1", "vault")]
    public void Open_GoldenRepository_VerifiesAndRecoversTheNewestPoint(string version, string which)
    {
        using var golden = new GoldenFolder(version);
        var folder = Path.Combine(golden.Work, which);
        var blobs = which == "pool" ? (IBlobStore)PoolDisks.Open(null, [folder], new PoolOptions { MinimumCapacity = 0, LargestReserve = 0 }) : new FolderBlobStore(folder);
        using var store = (IDisposable)blobs;
        var options = new RepositoryOptions(Path.Combine(golden.Work, "index"), TimeProvider.System, SystemRandomness.Instance);
        using var repository = Repository.Open(blobs, Repository.Unlock(blobs, golden.Passphrase), options);

        var verified = new Verifier(repository, new VerifyOptions(), _ => { }, CancellationToken.None).Run();
        Assert.Empty(verified.Damages);
        Assert.Equal(2, verified.PointsChecked);
        Assert.Single(repository.Descriptions.LoadAll("source"));
        Assert.Single(repository.Descriptions.LoadAll("group"));

        var point = repository.Points.All()[^1];
        var table = repository.Points.OpenTable(point);
        var items = table.ReadAll().Where(item => !item.IsRoot).ToDictionary(item => Convert.ToHexString(item.Path));
        Assert.Equal(golden.Items.Select(item => Convert.ToHexString(item.Path)).Order(), items.Keys.Order());
        foreach (var expected in golden.Items) AssertSame(expected, items[Convert.ToHexString(expected.Path)]);

        var notes = new List<string>();
        using var target = FileTargets.Open(Path.Combine(golden.Work, "out"), new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Destination), new Notes(notes));
        new RecoveryRun(table, repository.Chunks, target, new Notes([]), new RunProgress()).Run(table.ReadAll(), CancellationToken.None);
        foreach (var expected in golden.Items.Where(item => item.Sha256 is not null && item.Path.All(value => value < 0x80)))
        {
            var path = Path.Combine(golden.Work, "out", System.Text.Encoding.ASCII.GetString(expected.Path));
            Assert.Equal(expected.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        }
    }

    private static void AssertSame(GoldenItem expected, Item item)
    {
        Assert.Equal(expected.Mode & 4095, item.Mode);
        Assert.Equal(expected.Size, item.Size);
        if (expected.ModifiedNanoseconds is { } time) Assert.Equal(time, (item.Modified.Seconds * 1_000_000_000) + item.Modified.Nanoseconds);
        if (expected.Target is not null) Assert.Equal(expected.Target, System.Text.Encoding.UTF8.GetString(item.LinkTarget!));
        Assert.Equal(expected.Links > 1, item.LinkGroup != 0);
    }

    private sealed class Notes(List<string> messages) : IItemNotes
    {
        public void Add(ItemNote note)
        {
            lock (messages) messages.Add(note.Message);
        }
    }
}
