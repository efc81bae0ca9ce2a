using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Setup;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Settings;

public sealed partial class AccountForm
{
    private readonly HashSet<string> servers = [], groups = [];
    private IReadOnlyList<string> serverNames = [], groupNames = [];
    private HoldfastException? refused;
    private string name = "", role = "reader", password = "";
    private string? shown;
    private bool isBusy;

    /// <summary>Null: a new one.</summary>
    [Parameter] public AccountInfo? Account { get; set; }

    [Parameter] public IReadOnlyList<AccountInfo> Taken { get; set; } = [];

    [Parameter] public EventCallback Done { get; set; }

    private (string Id, string Words, string Means)[] Roles =>
    [
        ("administrator", T["Administrator"], T["Everything: disks, vault, accounts, settings, and what the others may."]),
        ("operator", T["Operator"], T["Starts and stops jobs, and settles alerts."]),
        ("recoveryOperator", T["Recovery operator"], T["Looks into recovery points and recovers."]),
        ("reader", T["Reader"], T["Looks, and changes nothing."]),
    ];

    private bool IsTaken => Taken.Any(account => account.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Somebody of a directory or an OpenID provider, who has no password here.</summary>
    private bool IsExternal => ExternalNames.IsOne(Account?.Name ?? name.Trim());

    private bool IsReady => Account is not null || (name.Trim().Length > 0 && !IsTaken && (IsExternal || PasswordRule.Violation(password, name.Trim()) is null));

    protected override async Task Load()
    {
        if (shown == (Account?.Name ?? "")) return;
        shown = Account?.Name ?? "";
        role = Account?.Role ?? "reader";
        servers.UnionWith(Account?.Servers ?? []);
        groups.UnionWith(Account?.Groups ?? []);
        var facets = (await Session.Api.Insight.Sources(new Contracts.Api.Insight.SourceQuery(Limit: 1), Leaving)).Facets;
        serverNames = [.. facets.Servers.Select(facet => facet.Value).Union(servers).Order(StringComparer.OrdinalIgnoreCase)];
        groupNames = [.. (await Session.Api.Insight.AllGroups(Leaving)).Select(group => group.Name).Union(groups).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static void Toggle(HashSet<string> chosen, string one)
    {
        if (!chosen.Remove(one)) chosen.Add(one);
    }

    private async Task Save()
    {
        IReadOnlyList<string> seenServers = role == "administrator" ? [] : [.. servers], seenGroups = role == "administrator" ? [] : [.. groups];
        var isDone = await Attempt(() => Account is { } account
            ? Session.Api.Accounts.Modify(account.Name, new ModifyAccountRequest(role, seenServers, seenGroups), Leaving)
            : Session.Api.Accounts.Create(new CreateAccountRequest(name.Trim(), role, IsExternal ? null : password, seenServers, seenGroups), Leaving));
        if (!isDone) return;
        Toasts.Say(Account is null ? T["{0} can sign in now.", name.Trim()] : T["{0} was changed.", Account.Name]);
        await Done.InvokeAsync();
    }

    private async Task SetPassword()
    {
        if (!await Attempt(() => Session.Api.Accounts.ChangePassword(Account!.Name, new ChangePasswordRequest(password), Leaving))) return;
        password = "";
        Toasts.Say(T["{0} has a new password; its sessions have ended.", Account!.Name]);
    }

    private async Task RemoveFactor()
    {
        IReadOnlyList<string> losses = [T["The password alone opens this account from then on."], T["The recovery codes are worth nothing any more."]];
        await Confirmations.Ask(T["Turn the second factor of {0} off?", Account!.Name], losses, T["Turn off"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation);
            await api.Accounts.RemoveTotp(Account.Name);
        });
    }

    private async Task Delete()
    {
        IReadOnlyList<string> losses = [T["{0} cannot sign in any more, and its sessions end.", Account!.Name], T["What it did stays in the audit log."]];
        var isDone = await Confirmations.Ask(T["Remove the account {0}?", Account.Name], losses, T["Remove"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation);
            await api.Accounts.Delete(Account.Name);
        });
        if (isDone) await Done.InvokeAsync();
    }

    private async Task<bool> Attempt(Func<Task> act)
    {
        (isBusy, refused) = (true, null);
        try
        {
            await act();
        }
        catch (HoldfastException failure)
        {
            refused = failure;
        }
        finally
        {
            isBusy = false;
        }
        return refused is null;
    }
}
