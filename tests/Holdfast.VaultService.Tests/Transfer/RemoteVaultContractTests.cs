using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;
using Holdfast.VaultService.Embedded;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Tests.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>The contract of connections over HTTPS on loopback, over a folder.</summary>
public sealed class RemoteVaultContractTests : VaultConnectionContract, IDisposable
{
    private readonly RemotePlace place = new();
    private readonly IVaultConnection vault, other;
    private readonly IVaultReader reader;

    public RemoteVaultContractTests()
    {
        vault = place.Host.Connect(Server);
        other = place.Host.Connect(OtherServer);
        reader = place.Host.OpenReader();
    }

    protected override IVaultConnection Vault => vault;

    protected override IVaultConnection Other => other;

    protected override IVaultReader Reader => reader;

    protected override FakeTimeProvider Clock => place.Turned;

    public void Dispose()
    {
        vault.Dispose();
        other.Dispose();
        reader.Dispose();
        place.Dispose();
    }

    protected override void SetState(string state) => place.State(state);

    protected override void SetRules(VaultRules rules) => place.Rules(rules);

    protected override string NewPin() => place.Pins.Make();

    protected override int Undelete(string serverId, IReadOnlyList<string> names, string? pin) => new RetiredBlobs(place.Database, place.Pins).Undelete(TransferHost.VaultId, serverId, names, pin);

    protected override void Observe() => place.Look();
}
