using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Hosting;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Accounts;

/// <summary>Begins, confirms, and removes an account's second factor.</summary>
internal sealed class SecondFactorHandler(AccountTable accounts, AccountHandler handler, TotpCodes codes, FreshFactor fresh, SignInBackoff backoff)
{
    /// <summary>Only for oneself, with the password: a session that somebody left open must not become somebody else's second factor. The local caller may do it for all.</summary>
    internal TotpEnrollment Enroll(EnrollTotpRequest request, ApiCall call)
    {
        var account = OwnOrLocal(call);
        if (!call.Caller.IsLocal) handler.CheckCurrent(account, request.Password);
        if (account.TotpSecret is not null) fresh.Require(call);
        return codes.Begin(account);
    }

    internal RecoveryCodeList Confirm(ConfirmTotpRequest request, ApiCall call)
    {
        var account = OwnOrLocal(call);
        if (account.TotpWaiting is null) throw new HoldfastException(ErrorCode.SecondFactorMissing, $"No second factor of '{account.Name}' waits for its first code.");
        if (backoff.Attempt("enroll:" + account.Name, call.Address) is { Ticks: > 0 } wait) throw call.Delayed(wait);
        var recovery = codes.Confirm(account, request.Code) ?? throw new HoldfastException(
            ErrorCode.ConfirmationRefused, "The code is not the one of the new secret.", "Give the code that the authenticator shows now; check that both clocks are right.");
        backoff.Succeeded("enroll:" + account.Name, call.Address);
        return new RecoveryCodeList(recovery);
    }

    internal Acknowledgement Remove(ApiCall call)
    {
        var account = handler.Reachable(call);
        if (account.TotpSecret is null && account.TotpWaiting is null) throw new HoldfastException(ErrorCode.SecondFactorMissing, $"'{account.Name}' has no second factor.");
        accounts.RemoveTotp(account.Id);
        return new Acknowledgement(true, account.Id);
    }

    private AccountRow OwnOrLocal(ApiCall call)
    {
        var account = handler.Reachable(call);
        if (call.Caller.IsLocal || call.Caller.AccountId == account.Id) return account;
        throw new HoldfastException(ErrorCode.Forbidden, "A second factor is begun by whoever it belongs to.", "Sign in with that account.");
    }
}
