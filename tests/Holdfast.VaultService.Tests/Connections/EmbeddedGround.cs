using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;
using Holdfast.VaultService.Embedded;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Tests.Prefixes;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Connections;

/// <summary>The contract in one process, over a folder.</summary>
internal sealed class EmbeddedGround : VaultGround
{
    private readonly Place place = new();

    public override IVaultConnection Vault => place.Vault;

    public override IVaultConnection Other => place.Other;

    public override IVaultReader Reader => place.Reader;

    public override FakeTimeProvider Clock => place.Turned;

    public override void Dispose() => place.Dispose();

    public override void SetState(string state) => place.State(state);

    public override void SetRules(VaultRules rules) => place.Rules(rules);

    public override string NewPin() => place.Pins.Make();

    public override int Undelete(string serverId, IReadOnlyList<string> names, string? pin) => new RetiredBlobs(place.Database, place.Pins).Undelete(LedgerTestVault, serverId, names, pin);

    public override void Observe() => place.Look();

    private const string LedgerTestVault = "aaaabbbbccccddddaaaabbbbccccdddd";

    private sealed class Place : LedgerTest
    {
        private readonly FolderBlobStore storage;

        public Place()
        {
            storage = new FolderBlobStore(Path.Combine(Root, "storage"));
            Vault = new EmbeddedVault(Open(storage: storage), Clock);
            Other = new EmbeddedVault(Open(OtherServer, storage), Clock);
            VaultedServer[] servers = [new(Server, "one", Clock.GetUtcNow(), Clock.GetUtcNow()), new(OtherServer, "two", Clock.GetUtcNow(), Clock.GetUtcNow())];
            // Both exist for the vault's owner before they put anything.
            Vault.Prefix.List("");
            Other.Prefix.List("");
            Reader = new EmbeddedReader(Database, VaultId, Clock, () => servers, id => Open(id, storage));
        }

        public EmbeddedVault Vault { get; }

        public EmbeddedVault Other { get; }

        public EmbeddedReader Reader { get; }

        public FakeTimeProvider Turned => Clock;

        public void State(string state) => SetState(state);

        public void Rules(VaultRules rules) => SetRules(rules);

        public void Look() => Time.Observe();

        public override void Dispose()
        {
            storage.Dispose();
            Reader.Dispose();
            base.Dispose();
        }
    }
}
