using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Output;

namespace Holdfast.Commands.Accounts;

/// <summary>Shows accounts.</summary>
internal static class AccountText
{
    internal static int Show(Session session, AccountInfo account, string what)
    {
        session.Result.Show(account, AccountJson.Default.AccountInfo, text => text.WriteLine($"Account {account.Name} ({account.Role}, {Limits(account)}) {what}."));
        return ExitCode.Done;
    }

    internal static int Done(Session session, Acknowledgement done, string what)
    {
        session.Result.Show(done, ApiJson.Default.Acknowledgement, text => text.WriteLine(what));
        return ExitCode.Done;
    }

    internal static string Limits(AccountInfo account) =>
        account.Servers.Count + account.Groups.Count == 0 ? "everything"
        : string.Join(", ", account.Servers.Select(server => "server " + server).Concat(account.Groups.Select(group => "group " + group)));
}
