using System.Text.RegularExpressions;
using Dapper;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Prefixes;
using Holdfast.VaultService.Tests.Prefixes;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Killing;

/// <summary>The service dies by SIGKILL between any two durable steps: nothing acknowledged is missing, nothing partial is listed, and the next one goes on.</summary>
public sealed partial class VaultKillTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-vault-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("vault.announced:1")]
    [InlineData("vault.announced:3")]
    [InlineData("vault.stored:1")]
    [InlineData("vault.stored:3")]
    [InlineData("blob.write:2")]
    [InlineData("blob.sync:2")]
    [InlineData("blob.link:2")]
    [InlineData("blob.directory:2")]
    public void Put_Killed_LosesNothingAcknowledgedAndListsNothingPartial(string failPoint)
    {
        var (acknowledged, wasKilled) = ServicePart.Run("put", folder, failPoint);
        Assert.True(wasKilled);
        using var database = ServicePart.OpenRecords(folder);
        using var storage = ServicePart.OpenStorage(folder);
        using var prefix = Open(database, storage);
        var listed = prefix.List("").Select(blob => blob.Name).ToList();
        Assert.Subset(listed.ToHashSet(), acknowledged.ToHashSet());
        for (var number = 1; number <= 3; number++)
        {
            var name = ServicePart.Pack(number);
            if (listed.Contains(name)) Assert.Equal(StorageFault.AlreadyExists, Assert.Throws<StorageException>(() => prefix.Create(name, ServicePart.ContentOf(number))).Fault);
            else prefix.Create(name, ServicePart.ContentOf(number));
            var read = new byte[prefix.GetLength(name)];
            prefix.Read(name, 0, read);
            Assert.Equal(ServicePart.ContentOf(number), read);
        }
        // What the ledger says of them is right whoever wrote it.
        var upkeep = new VaultUpkeep(database, new Keeping.KeptVaults(storage, ServicePart.Server), new FakeTimeProvider(ServicePart.Start), UpkeepOptions.Default with { VerifyBytesPerSecond = 0 });
        prefix.Retire([], null);
        Assert.Equal((3, 0), (upkeep.VerifyNow(new VaultTable(database).Get(ServicePart.VaultId)!, CancellationToken.None) is var report ? report.Checked : 0, report.Damaged));
    }

    [Theory]
    [InlineData("vault.retired:1")]
    [InlineData("blob.delete:1")]
    public void Retire_Killed_HidesAllOfItAndCanBeRepeated(string failPoint)
    {
        using (var database = ServicePart.OpenRecords(folder))
        using (var storage = ServicePart.OpenStorage(folder))
        using (var prefix = Open(database, storage))
        {
            for (var number = 1; number <= 3; number++) prefix.Create(ServicePart.Pack(number), ServicePart.ContentOf(number));
            prefix.Create("owners/1", [1]);
            prefix.Create("owners/2", [1]);
        }
        var (acknowledged, wasKilled) = ServicePart.Run("retire", folder, failPoint);
        Assert.True(wasKilled);
        Assert.Empty(acknowledged);
        using (var database = ServicePart.OpenRecords(folder))
        using (var storage = ServicePart.OpenStorage(folder))
        using (var prefix = Open(database, storage))
        {
            Assert.Equal([ServicePart.Pack(3)], prefix.List("packs/").Select(blob => blob.Name));
            prefix.Retire([ServicePart.Pack(1), ServicePart.Pack(2), "owners/1", "owners/2"], null);
            Assert.Equal([ServicePart.Pack(3)], prefix.List("").Select(blob => blob.Name));
            Assert.Equal(2, new RetiredBlobs(database, new OnePin()).Page(ServicePart.VaultId, null, null, 10).Count);
        }
    }

    [Theory]
    [InlineData("vault.condemned:1")]
    [InlineData("vault.purged:1")]
    [InlineData("vault.purged:3")]
    [InlineData("blob.delete:2")]
    public void Purge_Killed_IsFinishedByTheNext(string failPoint)
    {
        using (var database = ServicePart.OpenRecords(folder))
        using (var storage = ServicePart.OpenStorage(folder))
        using (var prefix = Open(database, storage))
        {
            for (var number = 1; number <= 4; number++) prefix.Create(ServicePart.Pack(number), ServicePart.ContentOf(number));
            prefix.Retire([ServicePart.Pack(1), ServicePart.Pack(2), ServicePart.Pack(3)], null);
        }
        Assert.True(ServicePart.Run("purge", folder, failPoint).WasKilled);
        using (var database = ServicePart.OpenRecords(folder))
        using (var storage = ServicePart.OpenStorage(folder))
        {
            // Condemned is condemned: half of them may be gone.
            var pins = new OnePin();
            Assert.Equal(0, new RetiredBlobs(database, pins).UndeleteSince(ServicePart.VaultId, ServicePart.Server, DateTimeOffset.UnixEpoch, null, pins.Make()));
            using (var prefix = Open(database, storage)) Assert.Equal([ServicePart.Pack(4)], prefix.List("").Select(blob => blob.Name));
            ServicePart.Upkeep(database, storage, ServicePart.After(database, 15));
            Assert.Equal([ServerPrefix.FolderOf(ServicePart.Server) + ServicePart.Pack(4)], storage.List("").Select(blob => blob.Name));
            Assert.Equal(1, database.Read(connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM blobs")));
        }
    }

    [Theory]
    [InlineData("vault.withdrawn:1")]
    [InlineData("vault.withdrawn:2")]
    public void Deprovisioned_Killed_IsFinishedByTheNext(string failPoint)
    {
        using (var database = ServicePart.OpenRecords(folder))
        using (var storage = ServicePart.OpenStorage(folder))
        {
            using (var prefix = Open(database, storage))
            {
                prefix.Create(ServicePart.Pack(1), [1]);
                prefix.Create("points/s1/p1", [1]);
                prefix.Create("keys/0001", [1]);
            }
            database.Write((connection, transaction) =>
        {
            VaultTable.SetState(ServicePart.VaultId, VaultStates.Deprovisioned, connection, transaction);
            return true;
        });
        }
        Assert.True(ServicePart.Run("withdraw", folder, failPoint).WasKilled);
        using (var database = ServicePart.OpenRecords(folder))
        using (var storage = ServicePart.OpenStorage(folder))
        {
            ServicePart.Upkeep(database, storage, ServicePart.After(database, 0));
            database.Write((connection, transaction) =>
        {
            VaultTable.SetState(ServicePart.VaultId, VaultStates.Active, connection, transaction);
            return true;
        });
            using var prefix = Open(database, storage);
            Assert.Equal(["keys/0001"], prefix.List("").Select(blob => blob.Name));
            Assert.Equal(2, new RetiredBlobs(database, new OnePin()).Page(ServicePart.VaultId, null, null, 10).Count);
        }
    }

    [Fact]
    public void FailPoints_OfTheService_AreAllKilledAt()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Holdfast.slnx"))) root = root.Parent;
        Assert.SkipWhen(root is null, "The sources are not beside the tests.");
        var inSources = Directory.EnumerateFiles(Path.Combine(root.FullName, "src", "Holdfast.VaultService"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Reached().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        var tested = typeof(VaultKillTests).GetMethods().SelectMany(method => method.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>())
            .Select(data => ((string)data.Data[0]!).Split(':')[0]).Where(name => name.StartsWith("vault.", StringComparison.Ordinal)).ToHashSet();
        Assert.NotEmpty(inSources);
        Assert.Equal(inSources.Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }

    private static ServerPrefix Open(VaultDatabase database, IBlobStore storage) =>
        new(database, ServicePart.VaultId, ServicePart.Server, storage, new OnePin(), new FakeTimeProvider(ServicePart.Start));

    [GeneratedRegex("FailPoint\\.Reach\\(\"([a-z.]+)\"\\)")]
    private static partial Regex Reached();
}
