using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Vault;

/// <summary>Sets an administrator's password.</summary>
internal sealed class AdministratorPasswordCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> passwordFile;

    internal AdministratorPasswordCommand() : base("password", "Owner's side: sets an administrator's password and ends all sessions of theirs.")
    {
        name = Takes(OwnerArguments.Administrator());
        passwordFile = With(OwnerArguments.PasswordFile());
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        service.Administrators.SetPassword(input.GetValue(name)!, PasswordPrompt.New(input.GetValue(passwordFile)));
        session.Result.Show(new Acknowledgement(true), ApiJson.Default.Acknowledgement, text => text.WriteLine($"The password of {input.GetValue(name)} is changed."));
        return Task.FromResult(ExitCode.Done);
    }
}
