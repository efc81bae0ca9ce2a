using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Brings back what a server deleted.</summary>
internal sealed class VaultUndeleteCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> server, since, source, pin;
    private readonly Option<string[]> blobs;

    internal VaultUndeleteCommand() : base("undelete", "Owner's side: brings back what a server deleted, as long as the vault still has it.")
    {
        name = Takes(OwnerArguments.Vault());
        server = With(OwnerArguments.Server("Server that deleted it: its name or id"));
        server.Required = true;
        since = With(new Option<string?>("--since") { Description = "Everything that was deleted at this time or later (default: none)", HelpName = "TIME" });
        source = With(new Option<string?>("--source") { Description = "With --since: of the recovery points, only those of this datasource (default: all)", HelpName = "ID" });
        blobs = With(new Option<string[]>("--blob") { Description = "Name of one blob, as `vault retired` lists it; may be given again (default: none)", HelpName = "NAME", DefaultValueFactory = _ => [] });
        pin = With(new Option<string?>("--pin") { Description = "The vault's security PIN (`holdfast vault pin NAME`)", HelpName = "PIN", Required = true });
        Validators.Add(result =>
        {
            if (result.GetValue(since) is null == (result.GetValue(blobs)!.Length == 0)) result.AddError("Give --since or --blob, and not both.");
        });
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var names = input.GetValue(blobs)!;
        var done = service.Undelete(
            input.GetValue(name)!,
            new UndeleteRequest(input.GetValue(server)!, names.Length == 0 ? null : names, Names.Time(input.GetValue(since), endOfDay: false), input.GetValue(source), input.GetValue(pin)));
        session.Result.Show(done, OwnerJson.Default.UndeleteResult, text => text.WriteLine($"{Quantity.Of(done.Restored, "blob is", "blobs are")} back. The server sees them at its next look."));
        return Task.FromResult(ExitCode.Done);
    }
}
