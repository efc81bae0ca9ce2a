using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Vault;

/// <summary>Removes an administrator of the vault service.</summary>
internal sealed class AdministratorRemoveCommand : HoldfastCommand
{
    private readonly Argument<string> name;

    internal AdministratorRemoveCommand() : base("remove", "Owner's side: removes an administrator and ends all sessions of theirs.") => name = Takes(OwnerArguments.Administrator());

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        service.Administrators.Remove(input.GetValue(name)!);
        session.Result.Show(new Acknowledgement(true), ApiJson.Default.Acknowledgement, text => text.WriteLine($"Administrator {input.GetValue(name)} is removed."));
        return Task.FromResult(ExitCode.Done);
    }
}
