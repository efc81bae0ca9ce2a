using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Output;

namespace Holdfast.Commands.Accounts;

/// <summary>Lists accounts.</summary>
internal sealed class AccountListCommand : HoldfastCommand
{
    internal AccountListCommand() : base("list", "Lists the accounts with role, limits, and second factor.")
    {
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Accounts.List(session.Stop);
        var table = new TextTable("NAME", "ROLE", "LIMITED TO", "SECOND FACTOR", "LAST SIGN-IN");
        foreach (var account in found.Accounts)
            table.Add(account.Name, account.Role, AccountText.Limits(account), account.SecondFactor ? $"yes, {account.RecoveryCodes} recovery codes" : "no",
                account.LastSignIn is { } time ? Quantity.Time(time) : "never");
        session.Result.ShowTable(found, AccountJson.Default.AccountList, "There are no accounts: only the owner of the data folder gets in.", table);
        return ExitCode.Done;
    }
}
