using Holdfast.Agent.Applications;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Catalog;
using Holdfast.Server.Sources;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Where the logs of datasources come from: the application itself, or the agent that reaches it.</summary>
internal sealed class LogSources(ApplicationKinds kinds, ApplicationContexts contexts, RemotePart remotely)
{
    internal ScratchFolder Scratch() => contexts.Scratch();

    /// <summary>Whether a datasource is protected and has a log that is followed.</summary>
    internal bool HasLog(SourceRow source) => source is { IsApplication: true, GroupId: not null } && kinds.Find(source.Kind) is { Traits.StreamsLog: true };

    /// <summary>Null where it turns out that there is none.</summary>
    /// <param name="kept">What is kept of it already.</param>
    internal ILogStream? Open(SourceRow source, LogState? kept, ScratchFolder scratch) => SourceRegistry.IsLocal(source.Server)
        ? kinds.Of(source).OpenLog(contexts.Of(source, scratch), kept) : remotely.Log(source.Server, () => contexts.Site(source));
}
