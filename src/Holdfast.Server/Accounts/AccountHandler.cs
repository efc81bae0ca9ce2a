using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Accounts;

/// <summary>Makes, changes, and deletes accounts. What makes an administrator, or another's account one's own, takes a fresh confirmation.</summary>
internal sealed class AccountHandler(AccountTable accounts, GroupTable groups, Passwords passwords, FreshFactor fresh, TimeProvider time)
{
    internal AccountList List() => new([.. accounts.All().Select(Show)]);

    internal AccountInfo Create(CreateAccountRequest request, ApiCall call)
    {
        var name = request.Name.Trim();
        AccountRule.CheckName(name);
        call.Subject = name;
        var role = AccountRule.CheckRole(request.Role);
        var (servers, groupIds) = Limits(role, request.Servers ?? [], request.Groups ?? []);
        var isExternal = ExternalNames.IsOne(name) && request.Password is null;
        if (!isExternal) AccountRule.CheckPassword(request.Password, name);
        if (role == RoleNames.Administrator) fresh.Require(call);
        var account = new AccountRow
        {
            Id = Guid.NewGuid().ToString("N"), Name = name, Role = role, Servers = servers, GroupIds = groupIds, PasswordHash = isExternal ? "" : passwords.Hash(request.Password!),
            Created = CatalogTime.From(time.GetUtcNow()),
        };
        return accounts.TryAdd(account) ? Show(account) : throw new HoldfastException(ErrorCode.AccountNameTaken, $"There is an account '{name}' already.");
    }

    internal AccountInfo Modify(ModifyAccountRequest request, ApiCall call)
    {
        var account = Named(call);
        var role = request.Role is { } asked ? AccountRule.CheckRole(asked) : account.Role;
        var (servers, groupIds) = Limits(
            role, request.Servers ?? CatalogJson.ReadList(account.Servers), request.Groups ?? CatalogJson.ReadList(account.GroupIds));
        if (role == RoleNames.Administrator) fresh.Require(call);
        accounts.ChangeRights(account with { Role = role, Servers = servers, GroupIds = groupIds });
        return Show(Named(call));
    }

    internal Acknowledgement Delete(ApiCall call)
    {
        var account = Named(call);
        accounts.Delete(account.Id);
        return new Acknowledgement(true, account.Id);
    }

    internal Acknowledgement ChangePassword(ChangePasswordRequest request, ApiCall call)
    {
        var account = Reachable(call);
        AccountRule.CheckPassword(request.Password, account.Name);
        if (call.Caller.AccountId == account.Id) CheckCurrent(account, request.Current);
        else fresh.Require(call);
        accounts.ChangePassword(account.Id, passwords.Hash(request.Password));
        return new Acknowledgement(true, account.Id);
    }

    /// <summary>The account that the address names.</summary>
    internal AccountRow Named(ApiCall call)
    {
        var text = call.Route("account");
        call.Subject = text;
        return accounts.ById(text) ?? accounts.ByName(text) ?? throw NotFound(text);
    }

    /// <summary>The same for routes that everybody has for the own account, and only administrators for others'.</summary>
    internal AccountRow Reachable(ApiCall call)
    {
        if (call.Caller.Role == Roles.Administrator) return Named(call);
        var text = call.Route("account");
        call.Subject = text;
        var own = call.Caller.AccountId is { } id ? accounts.ById(id) : null;
        return own is not null && (own.Id == text || AccountTable.Key(own.Name) == AccountTable.Key(text)) ? own : throw NotFound(text);
    }

    internal void CheckCurrent(AccountRow account, string? password)
    {
        if (password is null || !passwords.Check(account, password).IsRight) throw new HoldfastException(ErrorCode.SignInFailed, "The current password was not accepted.");
    }

    internal AccountInfo Show(AccountRow account)
    {
        var names = groups.All().ToDictionary(group => group.Id, group => group.Name);
        return new AccountInfo(
            account.Id, account.Name, account.Role, CatalogJson.ReadList(account.Servers), [.. CatalogJson.ReadList(account.GroupIds).Select(id => names.GetValueOrDefault(id, id))],
            account.TotpSecret is not null, accounts.RecoveryCodes(account.Id), CatalogTime.To(account.Created), CatalogTime.To(account.LastSignIn));
    }

    private (string Servers, string GroupIds) Limits(string role, IReadOnlyList<string> servers, IReadOnlyList<string> named)
    {
        AccountRule.CheckLimits(role, servers, named);
        var ids = named.Select(text => (groups.ById(text) ?? groups.ByName(text))?.Id ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no protection group '{text}'."));
        return (CatalogJson.Write([.. servers.Select(server => server.Trim())]), CatalogJson.Write([.. ids.Distinct()]));
    }

    private static HoldfastException NotFound(string text) => new(ErrorCode.NotFound, $"There is no account '{text}'.", "`holdfast account list` shows all.");
}
