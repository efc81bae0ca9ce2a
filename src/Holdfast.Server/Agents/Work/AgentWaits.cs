using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Jobs;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Agents.Work;

/// <summary>Which jobs need an agent that is not there. Who asked waits a little; a schedule waits for hours, for nobody sits before it.</summary>
internal sealed class AgentWaits(IConnectedAgents agents, Settings settings)
{
    private readonly TimeSpan ofPerson = TimeSpan.FromMinutes(settings.Get(RemoteJobSettings.PatienceMinutes)!.Value);
    private readonly TimeSpan ofSchedule = TimeSpan.FromHours(settings.Get(RemoteJobSettings.WaitHours)!.Value);

    /// <summary>Null where the job can run.</summary>
    internal AgentWait? Of(LiveJob job)
    {
        var server = job.Type switch
        {
            JobType.Recovery => job.Arguments.Server,
            // With its point in the pool, what is left to do is the upload.
            JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck when job.RecoveryPoint is null => job.Row.Server,
            _ => null,
        };
        if (server is null || SourceRegistry.IsLocal(server) || agents.FindByServer(server) is not null) return null;
        // The agent of a server with another copy can be asked which of them is to be read.
        IReadOnlyList<string> others = job.Type == JobType.Recovery ? [] : CatalogJson.ReadList(job.Row.SourceCopies ?? "[]");
        if (others.Any(other => agents.FindByServer(other) is not null)) return null;
        return new AgentWait(server, others, job.Origin == JobOrigin.Person ? ofPerson : ofSchedule);
    }
}
