using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Vault;

/// <summary>Deletes an empty vault.</summary>
internal sealed class VaultDeleteCommand : HoldfastCommand
{
    private readonly Argument<string> name;

    internal VaultDeleteCommand() : base("delete", "Owner's side: deletes a vault that holds nothing any more; what was deleted and can still be brought back counts as well.") =>
        name = Takes(OwnerArguments.Vault());

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        service.Delete(input.GetValue(name)!);
        session.Result.Show(new Acknowledgement(true), ApiJson.Default.Acknowledgement, text => text.WriteLine($"Vault {input.GetValue(name)} is deleted."));
        return Task.FromResult(ExitCode.Done);
    }
}
