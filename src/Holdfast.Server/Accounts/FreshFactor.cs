using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Hosting;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Accounts;

/// <summary>
/// Asks for a fresh code or PIN before data is deleted or its protection weakened. As long as there is no account and there has been no PIN, the holder of the
/// data folder's token is not asked: a first look needs no ceremony, and whoever has the folder has everything in it.
/// </summary>
internal sealed class FreshFactor(AccountTable accounts, SecurityPin pin, TotpCodes codes, SignInBackoff backoff)
{
    /// <summary>Once a request: a code is good for one, however many rules ask for it.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ConfirmationNeeded"/>, <see cref="ErrorCode.ConfirmationRefused"/>, <see cref="ErrorCode.SignInDelayed"/>.</exception>
    internal void Require(ApiCall call)
    {
        if (call.IsConfirmed || (call.Caller.IsOfToken && IsFirstLook())) return;
        if (call.Confirmation is not { } code) throw new HoldfastException(ErrorCode.ConfirmationNeeded, "This takes a fresh code or a security PIN.");
        var subject = "confirm:" + call.Caller.Name;
        if (backoff.Attempt(subject, call.Address) is { Ticks: > 0 } wait) throw call.Delayed(wait);
        if (!TryTake(call.Caller, code)) throw new HoldfastException(ErrorCode.ConfirmationRefused, "The code or PIN was not accepted.");
        backoff.Succeeded(subject, call.Address);
        call.IsConfirmed = true;
    }

    /// <summary>Makes a PIN: for the local caller, or against a fresh code of an administrator's own authenticator.</summary>
    internal PinInfo MakePin(ApiCall call)
    {
        if (!call.Caller.IsLocal) Require(call);
        return pin.Make();
    }

    private bool IsFirstLook() => !accounts.Any() && !pin.IsInUse();

    private bool TryTake(Caller caller, string code) =>
        (caller.AccountId is { } id && accounts.ById(id) is { TotpSecret: not null } account && codes.TryTake(account, code)) || pin.TryTake(code);
}
