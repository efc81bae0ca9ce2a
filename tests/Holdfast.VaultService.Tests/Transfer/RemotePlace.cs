using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Embedded;
using Holdfast.VaultService.Tests.Prefixes;
using Holdfast.VaultService.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>A vault with two servers over a folder, behind HTTPS.</summary>
internal sealed class RemotePlace : LedgerTest
{
    private readonly FolderBlobStore storage;
    private readonly ServedVaults vaults;

    public RemotePlace()
    {
        storage = new FolderBlobStore(Path.Combine(Root, "storage"));
        VaultedServer[] servers = [new(Server, "one", Clock.GetUtcNow(), Clock.GetUtcNow()), new(OtherServer, "two", Clock.GetUtcNow(), Clock.GetUtcNow())];
        vaults = new ServedVaults((_, server) => Open(server, storage), (_, server) => servers.Any(known => known.Id == server), _ => null, Clock);
        // Both exist for the vault's owner before they put anything.
        var one = new EmbeddedVault(Open(Server, storage), Clock);
        one.Prefix.List("");
        Open(OtherServer, storage).List("");
        var reader = new EmbeddedReader(Database, VaultId, Clock, () => servers, id => Open(id, storage));
        Host = new TransferHost(vaults, Clock, one.Look, reader.Servers);
    }

    public TransferHost Host { get; }

    public FakeTimeProvider Turned => Clock;

    /// <summary>Where the vault's blobs lie.</summary>
    public string Folder => Path.Combine(Root, "storage");

    public void State(string state) => SetState(state);

    public void Rules(VaultRules rules) => SetRules(rules);

    public void Look() => Time.Observe();

    public override void Dispose()
    {
        Host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        vaults.Dispose();
        storage.Dispose();
        base.Dispose();
    }
}
