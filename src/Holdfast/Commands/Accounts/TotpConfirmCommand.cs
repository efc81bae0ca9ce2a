using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Accounts;

namespace Holdfast.Commands.Accounts;

/// <summary>Makes a second factor count.</summary>
internal sealed class TotpConfirmCommand : HoldfastCommand
{
    private readonly Argument<string> name, code;

    internal TotpConfirmCommand() : base("confirm", "Makes a second factor count, by a first code; shows ten recovery codes, once.")
    {
        name = Takes(AccountOptions.Name());
        code = Takes(new Argument<string>("CODE") { Description = "The six digits that the authenticator shows" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var made = await session.Client.Accounts.ConfirmTotp(input.GetValue(name)!, new ConfirmTotpRequest(input.GetValue(code)!), session.Stop);
        session.Result.Show(made, AccountJson.Default.RecoveryCodeList, text =>
        {
            text.WriteLine("The second factor counts from now on. Recovery codes, each for one use:");
            foreach (var recovery in made.Codes) text.WriteLine("  " + recovery);
        });
        return ExitCode.Done;
    }
}
