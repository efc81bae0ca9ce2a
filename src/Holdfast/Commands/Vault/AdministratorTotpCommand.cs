using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Commands.Vault;

/// <summary>Begins, confirms, or removes an administrator's second factor.</summary>
internal sealed class AdministratorTotpCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> confirm;
    private readonly Option<bool> remove;

    internal AdministratorTotpCommand() : base("totp", "Owner's side: begins an administrator's second factor and shows its secret, once; --confirm with a first code makes it count.")
    {
        name = Takes(OwnerArguments.Administrator());
        confirm = With(new Option<string?>("--confirm") { Description = "The six digits that the authenticator shows (default: begins a new second factor)", HelpName = "CODE" });
        remove = With(new Option<bool>("--remove") { Description = "Removes the second factor (default: off)" });
        Validators.Add(result =>
        {
            if (result.GetValue(confirm) is not null && result.GetValue(remove)) result.AddError("Give --confirm or --remove, and not both.");
        });
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var desk = service.Administrators;
        var who = input.GetValue(name)!;
        if (input.GetValue(remove))
        {
            desk.RemoveSecondFactor(who);
            return Done(session, $"The second factor of {who} is removed.");
        }
        if (input.GetValue(confirm) is { } code)
        {
            desk.ConfirmSecondFactor(who, code);
            return Done(session, "The second factor counts from now on.");
        }
        var begun = desk.BeginSecondFactor(who);
        session.Result.Show(begun, OwnerJson.Default.SecondFactor, text =>
        {
            text.WriteLine($"secret  {begun.Secret}");
            text.WriteLine(begun.Uri);
            text.WriteLine($"Give it to an authenticator, then run `holdfast vault administrator totp {who} --confirm CODE`.");
        });
        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Done(Session session, string said)
    {
        session.Result.Show(new Acknowledgement(true), ApiJson.Default.Acknowledgement, text => text.WriteLine(said));
        return Task.FromResult(ExitCode.Done);
    }
}
