using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;
using Holdfast.VaultService.Embedded;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Tests.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>The contract of connections over HTTPS on loopback, over a folder.</summary>
internal sealed class RemoteGround : VaultGround
{
    private readonly RemotePlace place = new();
    private readonly IVaultConnection vault, other;
    private readonly IVaultReader reader;

    public RemoteGround()
    {
        vault = place.Host.Connect(Server);
        other = place.Host.Connect(OtherServer);
        reader = place.Host.OpenReader();
    }

    public override IVaultConnection Vault => vault;

    public override IVaultConnection Other => other;

    public override IVaultReader Reader => reader;

    public override FakeTimeProvider Clock => place.Turned;

    public override void Dispose()
    {
        vault.Dispose();
        other.Dispose();
        reader.Dispose();
        place.Dispose();
    }

    public override void SetState(string state) => place.State(state);

    public override void SetRules(VaultRules rules) => place.Rules(rules);

    public override string NewPin() => place.Pins.Make();

    public override int Undelete(string serverId, IReadOnlyList<string> names, string? pin) => new RetiredBlobs(place.Database, place.Pins).Undelete(TransferHost.VaultId, serverId, names, pin);

    public override void Observe() => place.Look();
}
