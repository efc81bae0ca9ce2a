using System.Text.Json;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;
using Holdfast.Store.Repositories;
using Holdfast.Testing.Blobs;
using Holdfast.Vault.Remote;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Service or server die by SIGKILL in the middle of a push.</summary>
public sealed class PushKillTests : IDisposable
{
    private const string Server = TransferHost.First;
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-push-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The service is killed between two durable steps and comes back: the push goes on by itself.</summary>
    [Theory]
    [InlineData("vault.announced:1")]
    [InlineData("vault.announced:5")]
    [InlineData("vault.stored:1")]
    [InlineData("vault.stored:5")]
    [InlineData("blob.write:5")]
    [InlineData("blob.sync:5")]
    [InlineData("blob.link:5")]
    [InlineData("blob.directory:5")]
    public void Push_ServiceKilledAtAStep_GoesOnWhenItIsBack(string failPoint)
    {
        var (registered, port) = SetUp();
        using var scene = new PushScene(48);
        using var vault = RemoteVault.Connect(registered.Membership, registered.Key, registered.Transfer, Options);
        var acknowledged = new AcknowledgedBlobs(vault.Prefix);
        using (var doomed = OtherProcess.Serve(folder, port, failPoint))
        {
            OtherProcess? next = null;
            var guard = new Thread(() =>
            {
                if (doomed.WaitForEnd() == OtherProcess.Killed) next = OtherProcess.Serve(folder, port);
            });
            guard.Start();
            scene.Push(acknowledged);
            Assert.True(guard.Join(TimeSpan.FromSeconds(60)), "The fail point was never reached.");
            Assert.NotNull(next);
            Assert.Empty(acknowledged.Names.Where(name => !name.StartsWith(BlobNames.Owners, StringComparison.Ordinal)).Except(vault.Prefix.List("").Select(blob => blob.Name)));
            scene.Check(vault.Prefix, isDone: true);
            next.Dispose();
        }
        using var once = new PushScene(48);
        var clean = new InMemoryBlobStore();
        once.Push(clean);
        using var storage = new FolderBlobStore(Directory.GetDirectories(Path.Combine(folder, "storage")).Single());
        var stored = new PrefixedBlobStore(storage, $"servers/{Server}/data/");
        Assert.Equal(clean.List(BlobNames.Packs).Count, stored.List(BlobNames.Packs).Count);
        Assert.Single(stored.List(BlobNames.Points));
    }

    /// <summary>What a push is in the middle of is what was acknowledged, and nothing else: after a restart only the rest is sent.</summary>
    [Theory]
    [InlineData(6, true)]
    [InlineData(9, false)]
    public async Task Push_ServerKilled_ResumeSendsOnlyTheRest(int at, bool isAfter) => await KillAndResume(96, at, isAfter);

    /// <summary>The same with more than is pending on a bad day of a small server. HOLDFAST_SOAK=1 runs it.</summary>
    [Fact]
    public async Task Push_ServerKilledWithMuchPending_ResumeSendsOnlyTheRest()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HOLDFAST_SOAK") == "1", "Takes minutes: set HOLDFAST_SOAK=1.");
        await KillAndResume(32_768, 2000, isAfter: true);
    }

    private static async Task KillAndResume(int files, int at, bool isAfter)
    {
        var storage = new InMemoryBlobStore();
        await using var host = new TransferHost(new StoreVaults(storage));
        var (certificate, key) = host.Issue(Server);
        var membership = new Vault.Connections.VaultMembership(TransferHost.VaultId, "Vault", Server, "Server", host.Address.ToString(), host.Pin, certificate);
        using (var killed = OtherProcess.Push(membership, key, files, at, isAfter)) Assert.Equal(OtherProcess.Killed, killed.WaitForEnd());
        var held = storage.List(BlobNames.Packs).Sum(blob => blob.Length);
        Assert.Empty(storage.List(BlobNames.Points));

        using var scene = new PushScene(files);
        FaultyNetwork? network = null;
        using var vault = host.Connect(options: host.Options with { Between = inner => network = new FaultyNetwork(inner, _ => null) });
        scene.Push(vault.Prefix);
        scene.Check(storage, isDone: true);

        var clean = new InMemoryBlobStore();
        scene.Push(clean);
        var whole = clean.List(BlobNames.Packs).Sum(blob => blob.Length);
        Assert.InRange(held, whole / 4, whole - PushScene.PackTarget);
        Assert.InRange(network!.Uploaded, whole - held - 65_536, whole - held + 65_536);
    }

    private static RemoteVaultOptions Options => new(TimeProvider.System, SystemRandomness.Instance)
    {
        Retry = new RetryOptions { Attempts = 100, FirstDelay = TimeSpan.FromMilliseconds(20), LongestDelay = TimeSpan.FromMilliseconds(500) },
    };

    /// <summary>A served vault, and a server that has registered with it; the service is stopped again.</summary>
    private (RegisteredServer Registered, int Port) SetUp()
    {
        using var directory = VaultDirectory.Open(folder, TimeProvider.System);
        directory.Create(new NewVault("Main"));
        using var served = OtherProcess.Serve(folder, 0);
        var address = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, VaultServiceAddress.FileName)), OwnerJson.Default.VaultServiceAddress)!;
        var credentials = VaultCredentials.Parse(directory.IssueCredentials("Main"));
        return (RemoteRegistration.Register(credentials, credentials.Address, credentials.Authority!, "server", Server, replace: false, Options), address.Port);
    }
}
