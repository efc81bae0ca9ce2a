namespace Holdfast.Contracts.Api.Accounts;

/// <summary>The routes about sessions and accounts; accounts are named by name or id.</summary>
public sealed class AccountClient
{
    private readonly ApiTransport api;

    internal AccountClient(ApiTransport api) => this.api = api;

    /// <summary>Needs no token.</summary>
    public Task<SignedIn> SignIn(SignInRequest request, CancellationToken cancellation = default) =>
        api.Post("session", request, AccountJson.Default.SignInRequest, AccountJson.Default.SignedIn, cancellation);

    /// <summary>A link that opens the console in the caller's name, once.</summary>
    public Task<SignInLink> MakeLink(CancellationToken cancellation = default) => api.Post("session/link", AccountJson.Default.SignInLink, cancellation);

    public Task<CallerInfo> Caller(CancellationToken cancellation = default) => api.Get("session", AccountJson.Default.CallerInfo, cancellation);

    public Task<Acknowledgement> SignOut(CancellationToken cancellation = default) => api.Delete("session", ApiJson.Default.Acknowledgement, cancellation);

    public Task<AccountList> List(CancellationToken cancellation = default) => api.Get("accounts", AccountJson.Default.AccountList, cancellation);

    public Task<AccountInfo> Create(CreateAccountRequest request, CancellationToken cancellation = default) =>
        api.Post("accounts", request, AccountJson.Default.CreateAccountRequest, AccountJson.Default.AccountInfo, cancellation);

    public Task<AccountInfo> Modify(string account, ModifyAccountRequest request, CancellationToken cancellation = default) =>
        api.Put(Route(account), request, AccountJson.Default.ModifyAccountRequest, AccountJson.Default.AccountInfo, cancellation);

    public Task<Acknowledgement> Delete(string account, CancellationToken cancellation = default) =>
        api.Delete(Route(account), ApiJson.Default.Acknowledgement, cancellation);

    public Task<Acknowledgement> ChangePassword(string account, ChangePasswordRequest request, CancellationToken cancellation = default) =>
        api.Put(Route(account) + "/password", request, AccountJson.Default.ChangePasswordRequest, ApiJson.Default.Acknowledgement, cancellation);

    public Task<TotpEnrollment> EnrollTotp(string account, EnrollTotpRequest request, CancellationToken cancellation = default) =>
        api.Post(Route(account) + "/totp", request, AccountJson.Default.EnrollTotpRequest, AccountJson.Default.TotpEnrollment, cancellation);

    public Task<RecoveryCodeList> ConfirmTotp(string account, ConfirmTotpRequest request, CancellationToken cancellation = default) =>
        api.Post(Route(account) + "/totp/confirm", request, AccountJson.Default.ConfirmTotpRequest, AccountJson.Default.RecoveryCodeList, cancellation);

    public Task<Acknowledgement> RemoveTotp(string account, CancellationToken cancellation = default) =>
        api.Delete(Route(account) + "/totp", ApiJson.Default.Acknowledgement, cancellation);

    /// <summary>A PIN for one confirmation within five minutes.</summary>
    public Task<PinInfo> MakePin(CancellationToken cancellation = default) => api.Post("pin", AccountJson.Default.PinInfo, cancellation);

    private static string Route(string account) => "accounts/" + Uri.EscapeDataString(account);
}
