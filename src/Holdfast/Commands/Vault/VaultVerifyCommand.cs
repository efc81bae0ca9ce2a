using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.Pool;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Vault;

/// <summary>The same as `verify --vault`.</summary>
internal sealed class VaultVerifyCommand : HoldfastCommand
{
    private readonly VerifyOptions options;

    internal VaultVerifyCommand() : base("verify", "Reads this server's copy in the vault and says exactly what is damaged.") => options = new VerifyOptions(option => With(option));

    protected override Task<int> Run(ParseResult input, Session session) => options.Run(input, session, new VerifyRequest("vault"));
}
