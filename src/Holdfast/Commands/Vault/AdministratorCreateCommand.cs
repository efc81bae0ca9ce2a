using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Commands.Vault;

/// <summary>Makes an administrator of the vault service.</summary>
internal sealed class AdministratorCreateCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> passwordFile;

    internal AdministratorCreateCommand() : base("create", "Owner's side: makes an administrator, who can sign in at the vault service.")
    {
        name = Takes(new Argument<string>("NAME") { Description = "Name of the new administrator, without blanks" });
        passwordFile = With(OwnerArguments.PasswordFile());
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var made = service.Administrators.Create(input.GetValue(name)!, PasswordPrompt.New(input.GetValue(passwordFile)));
        session.Result.Show(made, OwnerJson.Default.Administrator, text => text.WriteLine($"Administrator {made.Name} is made."));
        return Task.FromResult(ExitCode.Done);
    }
}
