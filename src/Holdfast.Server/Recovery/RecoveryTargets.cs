using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents;
using Holdfast.Server.Applications;
using Holdfast.Server.Catalog;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Recovery;

/// <summary>Where a recovery may write: a folder of this computer that is not Holdfast's own, or a folder of a machine that has an agent.</summary>
internal sealed class RecoveryTargets(ServerCatalog catalog, OwnFolders own, IConnectedAgents agents)
{
    /// <returns>The production server, null for this computer, and the folder.</returns>
    internal (string? Server, string Folder) Find(Contracts.Api.RecoverRequest request, ChosenPoint chosen)
    {
        if (request.To is null != request.Original) throw new HoldfastException(ErrorCode.BadRequest, "Name either a folder to recover to or the original place.");
        if (request.Original && request.Server is not null) throw new HoldfastException(ErrorCode.BadRequest, "The original place is on the datasource's own production server.");
        if (request.Original && chosen.IsExternal)
            throw new HoldfastException(ErrorCode.RecoveryTargetRefused, "What another server backed up is recovered to a folder, not to its original place.", "Use --to DIR.");
        var server = request.Original ? catalog.Sources.ById(chosen.SourceId)?.Server : request.Server;
        var folder = request.To ?? chosen.SourcePath;
        return IsHere(server) ? (null, Local(folder)) : (NameOf(server!), Foreign(folder));
    }

    /// <summary>Where an application's recovery goes: through which agent, and to the folder that it names. At an instance it is a folder of that computer.</summary>
    internal ApplicationPlace Place(Contracts.Api.RecoverRequest request, ApplicationTarget target)
    {
        // What another server backed up has no original place here: that is refused as such.
        var server = request.Original && target.Place.ExternalServerId is null ? target.Server : request.Server;
        var name = IsHere(server) ? null : NameOf(server!);
        return new ApplicationPlace(name, request.To switch
        {
            null => null,
            { } folder when name is not null || request.Instance is not null => Foreign(folder),
            { } folder => Local(folder),
        });
    }

    private static bool IsHere(string? server) => server is null || string.Equals(server, SourceRegistry.LocalServer, StringComparison.OrdinalIgnoreCase);

    /// <summary>An agent that is away now may come back while the job waits; one that never was here is a mistake.</summary>
    private string NameOf(string server)
    {
        if ((agents.FindByServer(server) ?? agents.Find(server)) is { } link) return link.ServerName;
        return catalog.Agents.All().FirstOrDefault(agent => agent.Id == server || string.Equals(agent.Name, server, StringComparison.OrdinalIgnoreCase))?.Name
            ?? throw new HoldfastException(ErrorCode.AgentUnreachable, $"There is no agent of a production server '{server}'.");
    }

    private string Local(string folder)
    {
        if (!Path.IsPathFullyQualified(folder) || folder.Contains('\0')) throw new HoldfastException(ErrorCode.RecoveryTargetRefused, $"'{folder}' is not an absolute path.");
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (own.Hold(full)) throw new HoldfastException(ErrorCode.RecoveryTargetRefused, $"{full} lies within Holdfast's own data.");
        return full;
    }

    private static string Foreign(string folder) =>
        ForeignPath.IsAbsolute(folder) ? folder : throw new HoldfastException(ErrorCode.RecoveryTargetRefused, $"'{folder}' is not an absolute path.");
}
