using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Pool;

/// <summary>Reads stored data and says what is damaged.</summary>
internal sealed class VerifyCommand : HoldfastCommand
{
    private readonly Option<bool> pool, vault, online;
    private readonly Option<string?> point;
    private readonly VerifyOptions options;

    internal VerifyCommand() : base("verify", "Reads stored data, from footers to plaintext to recovery points, and says exactly what is damaged.")
    {
        pool = With(new Option<bool>("--pool") { Description = "The storage pool (default)" });
        vault = With(new Option<bool>("--vault") { Description = "This server's copy in the vault" });
        point = With(new Option<string?>("--point") { Description = "One recovery point only", HelpName = "ID" });
        online = With(SharedOptions.Online("With --point: its copy in the vault (default: on disk)"));
        options = new VerifyOptions(option => With(option));
        Validators.Add(result =>
        {
            var chosen = (result.GetValue(pool) ? 1 : 0) + (result.GetValue(vault) ? 1 : 0) + (result.GetValue(point) is null ? 0 : 1);
            if (chosen > 1) result.AddError("Choose one of --pool, --vault, and --point.");
            if (result.GetValue(online) && result.GetValue(point) is null) result.AddError("--online goes with --point; --vault verifies all of the vault copy.");
        });
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var id = input.GetValue(point);
        var target = id is not null ? "point" : input.GetValue(vault) ? "vault" : "pool";
        return options.Run(input, session, new VerifyRequest(target, id, Online: input.GetValue(online)));
    }
}
