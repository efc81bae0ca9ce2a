using Holdfast.Contracts.Api;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.VaultService.Hosting;

namespace Holdfast.VaultService.Owning;

/// <summary>What the owner does with vaults: vaults/…, clock and audit. Everything is recorded under the name of whoever is signed in.</summary>
internal sealed class VaultRoutes(VaultDirectory directory) : IVaultRoutes
{
    private const string One = "vaults/{vault}";
    private const int MostActs = 10_000, ActsShown = 200;

    public void Map(VaultRouter routes)
    {
        var json = OwnerJson.Default;
        routes.Get("vaults", json.OwnedVaults, _ => new OwnedVaults(directory.Vaults));
        routes.Post("vaults", json.NewVault, json.OwnedVault, (wanted, call) => By(call).Create(wanted));
        routes.Get(One, json.OwnedVault, call => directory.Show(Name(call)));
        routes.Delete(One, json.Acknowledgement, Delete);
        routes.Post(One + "/credentials", json.VaultCredentials, call => VaultCredentials.Parse(By(call).IssueCredentials(Name(call))));
        routes.Post(One + "/state", json.StateChange, json.OwnedVault, (change, call) => By(call).SetState(Name(call), change.State));
        routes.Post(One + "/lock", json.LockChange, json.OwnedVault, (change, call) => By(call).RaiseLock(Name(call), change.Days));
        routes.Post(One + "/pin", json.VaultPin, call => By(call).MakePin(Name(call)));
        routes.Get(One + "/servers", json.VaultedServers, call => new VaultedServers(directory.Servers(Name(call))));
        routes.Get(One + "/usage", json.VaultUsage, call => directory.Usage(Name(call)));
        routes.Get(One + "/bill", json.VaultBill, call => directory.Bill(Name(call), call.Text("month")));
        routes.Get(One + "/quick-start", json.QuickStart, call => directory.QuickStart(Name(call)));
        routes.Get(One + "/retired", json.RetiredPage, call => directory.Retired(Name(call), call.Text("server"), After(call)));
        routes.Post(One + "/undelete", json.UndeleteRequest, json.UndeleteResult, (request, call) => By(call).Undelete(Name(call), request));
        routes.Get(One + "/checks", json.VaultChecks, call => directory.Checks(Name(call)));
        routes.Get("clock", json.VaultClockState, _ => directory.Clock());
        routes.Post("clock/confirm", json.VaultClockState, call => By(call).ConfirmClock());
        routes.Get("audit", json.OwnerActs, call => new OwnerActs(directory.Audit(call.Text("vault"), Limit(call))));
    }

    private Acknowledgement Delete(VaultCall call)
    {
        By(call).Delete(Name(call));
        return new Acknowledgement(true);
    }

    private VaultDirectory By(VaultCall call) => directory.By(call.Owner.Name);

    private static string Name(VaultCall call) => call.Route("vault");

    private static (string Server, string Name)? After(VaultCall call) => (call.Text("afterServer"), call.Text("afterName")) switch
    {
        (null, null) => null,
        ({ } server, { } name) => (server, name),
        _ => throw VaultCall.Bad("The parameters afterServer and afterName go together."),
    };

    private static int Limit(VaultCall call) => call.Text("limit") switch
    {
        null => ActsShown,
        var text when int.TryParse(text, out var limit) && limit is >= 1 and <= MostActs => limit,
        _ => throw VaultCall.Bad($"The parameter limit must be a number from 1 to {MostActs}."),
    };
}
