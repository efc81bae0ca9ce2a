using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Hosting;
using Holdfast.VaultService.Hosting;

namespace Holdfast.VaultService.Administrators;

/// <summary>Signing in and out, and who may: session, administrators/….</summary>
internal sealed class AdministratorRoutes(VaultDirectory directory, OwnerSessions sessions) : IVaultRoutes
{
    private const string One = "administrators/{name}";

    public void Map(VaultRouter routes)
    {
        var json = OwnerJson.Default;
        routes.Post("session", json.OwnerSignIn, json.OwnerSession, SignIn);
        routes.Get("session", json.OwnerInfo, call => new OwnerInfo(call.Owner.Name));
        routes.Delete("session", json.Acknowledgement, SignOut);
        routes.Post("session/link", json.SignInLink, call => sessions.MakeLink(call.Owner));
        routes.Get("administrators", json.AdministratorList, _ => new AdministratorList(directory.Administrators.All));
        routes.Post("administrators", json.NewAdministrator, json.Administrator, (wanted, call) => Desk(call).Create(wanted.Name, wanted.Password));
        routes.Delete(One, json.Acknowledgement, call => Done(() => Desk(call).Remove(Name(call))));
        routes.Post(One + "/password", json.NewAdministrator, json.Acknowledgement, (wanted, call) => Done(() => Desk(call).SetPassword(Name(call), wanted.Password)));
        routes.Post(One + "/second-factor", json.SecondFactor, call => Desk(call).BeginSecondFactor(Name(call)));
        routes.Post(One + "/second-factor/confirm", json.FactorCode, json.Acknowledgement, (code, call) => Done(() => Desk(call).ConfirmSecondFactor(Name(call), code.Code)));
        routes.Delete(One + "/second-factor", json.Acknowledgement, call => Done(() => Desk(call).RemoveSecondFactor(Name(call))));
    }

    private OwnerSession SignIn(OwnerSignIn signIn, VaultCall call)
    {
        var delay = TimeSpan.Zero;
        try
        {
            return sessions.Begin(signIn, call.Address, out delay);
        }
        catch (HoldfastException) when (delay > TimeSpan.Zero)
        {
            call.Context.Features.Set(new RetryDelay(delay));
            throw;
        }
    }

    private Acknowledgement SignOut(VaultCall call)
    {
        if (call.Owner.Session is not { } session) throw new HoldfastException(ErrorCode.Conflict, "The token of the data folder cannot be signed out.");
        sessions.End(session);
        return new Acknowledgement(true);
    }

    private AdministratorDesk Desk(VaultCall call) => directory.By(call.Owner.Name).Administrators;

    private static string Name(VaultCall call) => call.Route("name");

    private static Acknowledgement Done(Action action)
    {
        action();
        return new Acknowledgement(true);
    }
}
