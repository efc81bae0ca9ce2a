using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.RecoveryPoints;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.External;

/// <summary>Shows what another server has put into the vault.</summary>
internal sealed class ExternalBrowseCommand : HoldfastCommand
{
    private readonly Argument<string> server;
    private readonly Argument<string?> source, path;
    private readonly Option<string> at;

    internal ExternalBrowseCommand() : base("browse", "Lists another server's recovery points, or one folder of one of them.")
    {
        server = Takes(ExternalOptions.Server());
        source = Takes(new Argument<string?>("SOURCE")
        {
            Description = "Datasource of that server: its id, name, or path (default: lists all recovery points)", Arity = ArgumentArity.ZeroOrOne,
        });
        path = Takes(new Argument<string?>("PATH") { Description = "Folder relative to the datasource's root (default: the root)", Arity = ArgumentArity.ZeroOrOne });
        at = With(SharedOptions.At());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var other = input.GetValue(server)!;
        if (input.GetValue(source) is not { } chosen)
        {
            var found = await session.Client.ExternalRecoveryPoints(other, session.Stop);
            session.Result.ShowTable(found, ApiJson.Default.RecoveryPointList, "That server has no recovery points in the vault.", RecoveryPointListCommand.Table(found.RecoveryPoints));
            return ExitCode.Done;
        }
        var folder = input.GetValue(path) is { } text ? Names.Item(text) : null;
        BrowseCommand.Show(session, await session.Client.Browse(chosen, Names.Point(input.GetValue(at)!), folder, online: true, other, session.Stop));
        return ExitCode.Done;
    }
}
