using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Setup;
using Holdfast.Hosting;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Accounts;

/// <summary>Signs in. Whatever is wrong, the answer is the same; for a name that does not exist it also takes as long.</summary>
internal sealed class SignInHandler(AccountTable accounts, Passwords passwords, TotpCodes codes, Sessions sessions, SignInBackoff backoff, SignInSources others, SignInLinks links, TimeProvider time)
{
    internal async Task<SignedIn> SignIn(SignInRequest request, ApiCall call)
    {
        if (request.IdToken is { } idToken) return await ByToken(idToken, request.Code, call);
        if (request.Link is { } link) return ByLink(link, call);
        if (request.Name is not { Length: > 0 } name || request.Password is not { Length: > 0 } password)
            throw new HoldfastException(ErrorCode.BadRequest, "Signing in takes a name and a password.");
        call.Subject = $"{name} from {call.Address}";
        if (name.Length > AccountRule.LongestName || password.Length > PasswordRule.Longest) throw Failed();
        if (backoff.Attempt(name, call.Address) is { Ticks: > 0 } wait) throw call.Delayed(wait);
        // Who is somebody else's to vouch for has no password here.
        var account = ExternalNames.IsOne(name) ? null : accounts.ByName(name);
        var (isRight, renewed) = passwords.Check(account, password);
        if (account is null) return ByDirectory(name, password, request.Code, call);
        if (!isRight) throw Failed();
        CheckCode(account, request.Code, name, call);
        backoff.Succeeded(name, call.Address);
        if (renewed is not null) accounts.Rehash(account.Id, account.PasswordHash, renewed);
        accounts.SignedIn(account.Id, CatalogTime.From(time.GetUtcNow()));
        return Begin(account.Id, account.Name, RoleNames.Parse(account.Role), call);
    }

    /// <param name="attempt">What the attempt was counted under.</param>
    private void CheckCode(AccountRow account, string? code, string attempt, ApiCall call)
    {
        if (account.TotpSecret is null) return;
        if (string.IsNullOrEmpty(code))
        {
            backoff.Forgive(attempt, call.Address);
            throw new HoldfastException(ErrorCode.CodeNeeded, "The account has a second factor: its code is missing.");
        }
        if (!codes.TryTake(account, code)) throw Failed();
    }

    private SignedIn ByDirectory(string name, string password, string? code, ApiCall call)
    {
        if (others.Directory?.SignIn(name, password) is not { } found) throw Failed();
        return Vouched(ExternalNames.Directory + found.Name, found.Role, code, name, call);
    }

    private async Task<SignedIn> ByToken(string idToken, string? code, ApiCall call)
    {
        call.Subject = $"OpenID from {call.Address}";
        if (others.OpenId is not { } provider) throw Failed();
        var attempt = "oidc:" + call.Address;
        if (backoff.Attempt(attempt, call.Address) is { Ticks: > 0 } wait) throw call.Delayed(wait);
        if (await provider.SignIn(idToken, call.Aborted) is not { } found) throw Failed();
        return Vouched(ExternalNames.OpenId + found.Name, found.Role, code, attempt, call);
    }

    /// <summary>Somebody whom others vouch for. An account of that name decides what they may and where; without one, their groups do.</summary>
    /// <param name="attempt">What the attempt was counted under.</param>
    private SignedIn Vouched(string name, Roles ofGroups, string? code, string attempt, ApiCall call)
    {
        var account = accounts.ByName(name);
        if (account is null && ofGroups == Roles.None) throw Failed();
        if (account is not null)
        {
            CheckCode(account, code, attempt, call);
            accounts.SignedIn(account.Id, CatalogTime.From(time.GetUtcNow()));
        }
        backoff.Succeeded(attempt, call.Address);
        return Begin(account?.Id, account?.Name ?? name, account is null ? ofGroups : RoleNames.Parse(account.Role), call);
    }

    private SignedIn ByLink(string code, ApiCall call)
    {
        call.Subject = $"link from {call.Address}";
        if (backoff.Attempt("link:" + call.Address, call.Address) is { Ticks: > 0 } wait) throw call.Delayed(wait);
        if (links.Take(code) is not { } maker)
            throw new HoldfastException(ErrorCode.SignInFailed, "The link has been used, or its two minutes are over.", "Make another one: holdfast console");
        backoff.Succeeded("link:" + call.Address, call.Address);
        return Begin(maker.AccountId, maker.Name, maker.Role, call);
    }

    private SignedIn Begin(string? accountId, string name, Roles role, ApiCall call)
    {
        var (token, expires) = sessions.Begin(accountId, name, role);
        call.Actor = name;
        return new SignedIn(token, name, RoleNames.Of(role), expires, (int)sessions.Idle.TotalMinutes);
    }

    private static HoldfastException Failed() => new(ErrorCode.SignInFailed, "Name, password, or code was not accepted.");
}
