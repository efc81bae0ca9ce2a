using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Chooses the production server whose copy of a replicated datasource a backup reads.</summary>
/// <remarks>An agent only ranks servers by name. What is asked of the chosen one is the same datasource, by an address that is made here.</remarks>
internal sealed class ReplicaChoice(RemotePart remotely, ApplicationContexts contexts, ServerCatalog catalog)
{
    /// <summary>No group has more members; what agents say is bounded.</summary>
    private const int MostCopies = 16;

    /// <returns>The datasource as it is on that server; as it is registered where nothing better is found, and the job says why.</returns>
    /// <exception cref="AgentAwayException">No agent is there whose copy may be read.</exception>
    internal SourceRow Choose(LiveJob job, IWorkload workload, SourceRow source)
    {
        if (workload is not IReplicatedWorkload replicated || !Faults.Translate(() => replicated.ChoosesCopy(CatalogJson.ReadMap(source.Options))))
        {
            // Copies that were known while it had a choice are no reason to begin without the agent of its own server.
            job.Row = job.Row with { SourceCopies = null };
            return source;
        }
        var refusals = new List<HoldfastException>();
        var answer = Ask(replicated, source, refusals);
        var chosen = answer?.Servers.Select(remotely.Agents.FindByServer).OfType<IAgentLink>().FirstOrDefault();
        if (chosen is not null)
        {
            if (!IsRegistered(source, answer!.Value.Asked))
                Say(job, source, refusals, $"{answer.Value.Asked.ServerName} was asked which copy is to be backed up, and that on {chosen.ServerName} is: the agent of {source.Server}, where the datasource is registered, {(refusals.Count == 0 ? "is away" : "gave no answer")}.");
            return Read(job, On(replicated, source, chosen));
        }
        if (remotely.Agents.FindByServer(source.Server) is null) throw Away(job, source, answer?.Servers);
        var why = answer switch
        {
            null => refusals.Select(refused => refused.Message).FirstOrDefault() ?? "its agent has only just connected.",
            { Servers.Count: 0 } => "there is none that can be backed up.",
            { Servers: var named } => $"no agent of {string.Join(", ", named)} is connected.",
        };
        Say(job, source, refusals, $"The copy on {source.Server} is backed up, whatever it is used for: {why}");
        return Read(job, source);
    }

    /// <summary>Asks the server of the datasource; where it does not answer, those that had copies when one was chosen last.</summary>
    private (IAgentLink Asked, IReadOnlyList<string> Servers)? Ask(IReplicatedWorkload workload, SourceRow source, List<HoldfastException> refusals)
    {
        var known = CatalogJson.ReadList(source.Copies);
        foreach (var link in known.Prepend(source.Server).Distinct(StringComparer.OrdinalIgnoreCase).Select(remotely.Agents.FindByServer).OfType<IAgentLink>())
            try
            {
                RemoteApplications.Require(link);
                var servers = RemoteApplications.Describe(link, contexts.Site(IsRegistered(source, link) ? source : On(workload, source, link))).Servers;
                // Who cannot be backed up today is asked for all that when nobody else is there.
                IReadOnlyList<string> all = [.. servers.Concat(known).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostCopies)];
                if (!all.SequenceEqual(known)) catalog.Sources.SetCopies(source.Id, all);
                return (link, servers);
            }
            catch (HoldfastException refused)
            {
                refusals.Add(refused);
            }
        return null;
    }

    /// <summary>The job waits for the datasource's own server, and for those whose copies would do. Others that are connected have been asked: to wait for them would be to ask them without an end.</summary>
    private AgentAwayException Away(LiveJob job, SourceRow source, IReadOnlyList<string>? usable)
    {
        var others = (usable ?? CatalogJson.ReadList(source.Copies)).Where(server => remotely.Agents.FindByServer(server) is null);
        job.Row = job.Row with { ReadFrom = null, SourceCopies = CatalogJson.Write([.. others]) };
        return new AgentAwayException(source.Server);
    }

    private static SourceRow On(IReplicatedWorkload workload, SourceRow source, IAgentLink link) => source with { Server = link.ServerName, Path = workload.AddressOn(source.Path, link.ServerName) };

    private static bool IsRegistered(SourceRow source, IAgentLink link) => string.Equals(link.ServerName, source.Server, StringComparison.OrdinalIgnoreCase);

    private static SourceRow Read(LiveJob job, SourceRow read)
    {
        job.Row = job.Row with { ReadFrom = read.Server };
        return read;
    }

    private static void Say(LiveJob job, SourceRow source, List<HoldfastException> refusals, string text) =>
        job.Report.Item(refusals.Count == 0 ? ErrorCode.AgentUnreachable : refusals[0].Code, text, source.Path, failed: false);
}
