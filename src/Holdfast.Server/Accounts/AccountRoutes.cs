using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Accounts;

/// <summary>Sessions, accounts, second factors, the security PIN.</summary>
internal sealed class AccountRoutes(SignInHandler signIn, AccountHandler accounts, SecondFactorHandler factors, FreshFactor fresh, Sessions sessions, SignInLinks links, GroupTable groups)
{
    internal void Map(ApiRouter routes)
    {
        routes.PostAsync("session", AccountJson.Default.SignInRequest, AccountJson.Default.SignedIn, signIn.SignIn);
        routes.Post("session/link", AccountJson.Default.SignInLink, links.Make);
        routes.Get("session", AccountJson.Default.CallerInfo, call => Show(call.Caller));
        routes.Delete("session", ApiJson.Default.Acknowledgement, SignOut);
        routes.Get("accounts", AccountJson.Default.AccountList, _ => accounts.List());
        routes.Post("accounts", AccountJson.Default.CreateAccountRequest, AccountJson.Default.AccountInfo, accounts.Create);
        routes.Put("accounts/{account}", AccountJson.Default.ModifyAccountRequest, AccountJson.Default.AccountInfo, accounts.Modify);
        routes.Delete("accounts/{account}", ApiJson.Default.Acknowledgement, accounts.Delete);
        routes.Put("accounts/{account}/password", AccountJson.Default.ChangePasswordRequest, ApiJson.Default.Acknowledgement, accounts.ChangePassword);
        routes.Post("accounts/{account}/totp", AccountJson.Default.EnrollTotpRequest, AccountJson.Default.TotpEnrollment, factors.Enroll);
        routes.Post("accounts/{account}/totp/confirm", AccountJson.Default.ConfirmTotpRequest, AccountJson.Default.RecoveryCodeList, factors.Confirm);
        routes.Delete("accounts/{account}/totp", ApiJson.Default.Acknowledgement, factors.Remove);
        routes.Post("pin", AccountJson.Default.PinInfo, fresh.MakePin);
    }

    private Acknowledgement SignOut(ApiCall call)
    {
        if (call.Caller.SessionHash is { } hash) sessions.End(hash);
        return new Acknowledgement(call.Caller.SessionHash is not null);
    }

    private CallerInfo Show(Caller caller)
    {
        var names = groups.All().ToDictionary(group => group.Id, group => group.Name);
        return new CallerInfo(caller.Name, RoleNames.Of(caller.Role), [.. caller.Scope.Servers], [.. caller.Scope.GroupIds.Select(id => names.GetValueOrDefault(id, id))]);
    }
}
