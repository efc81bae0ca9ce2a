using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Makes a vault's security PIN.</summary>
internal sealed class VaultPinCommand : HoldfastCommand
{
    private readonly Argument<string> name;

    internal VaultPinCommand() : base("pin", "Owner's side: makes a security PIN: six digits for 5 minutes and one use. The one before is no longer good.") => name = Takes(OwnerArguments.Vault());

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var made = service.MakePin(input.GetValue(name)!);
        session.Result.Show(made, OwnerJson.Default.VaultPin, text =>
        {
            text.WriteLine(made.Pin);
            Console.Error.WriteLine($"Good until {Quantity.Time(made.Expires)}, once: give it with --vault-pin.");
        });
        return Task.FromResult(ExitCode.Done);
    }
}
