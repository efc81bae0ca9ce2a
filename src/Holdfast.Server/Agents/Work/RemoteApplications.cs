using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Agents.Work;

/// <summary>Asks agents about the applications of their computers. What they answer is bounded and never believed to be more than text.</summary>
internal sealed class RemoteApplications(IConnectedAgents agents)
{
    private const int MostFinds = 10_000;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>The agent of a production server.</summary>
    /// <param name="server">Its name, or the id of the agent.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentUnreachable"/>; <see cref="ErrorCode.ApplicationElsewhere"/> for an agent that knows no applications.</exception>
    internal IAgentLink Link(string server)
    {
        var link = agents.FindByServer(server) ?? agents.Find(server)
            ?? throw new HoldfastException(ErrorCode.AgentUnreachable, $"No agent of a production server '{server}' is connected.");
        Require(link);
        return link;
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ApplicationElsewhere"/>.</exception>
    internal static void Require(IAgentLink link)
    {
        if (link.Protocol < AgentProtocol.Applications)
            throw new HoldfastException(
                ErrorCode.ApplicationElsewhere, $"The agent of {link.ServerName} is of a version that knows no applications.", "Install the server's version of Holdfast on the production server.");
    }

    internal static DatasourceFacts Describe(IAgentLink link, ApplicationSite site)
    {
        var answer = Ask(link, new Ask { Describe = site }, CancellationToken.None).Application ?? throw Refused(link, "did not say how the application is");
        try
        {
            return ApplicationWire.Read(answer);
        }
        catch (MalformedDataException error)
        {
            throw new HoldfastException(ErrorCode.AgentMessageRefused, $"The agent of {link.ServerName} was not understood: {error.Message}", inner: error);
        }
    }

    /// <param name="instance">Whose contents are wanted; null: the instances on the agent's computer.</param>
    internal static IReadOnlyList<(string Kind, FoundDatasource Found)> Discover(IAgentLink link, ApplicationSite? instance, CancellationToken cancellation)
    {
        var answer = Ask(link, new Ask { Discover = new ApplicationSearch { Instance = instance } }, cancellation).Applications ?? throw Refused(link, "did not say what applications there are");
        return [.. answer.Found.Take(MostFinds).Select(found => (found.Kind, ApplicationWire.Read(found)))];
    }

    internal static void Release(IAgentLink link, ApplicationSite site, bool forget)
    {
        site.Forget = forget;
        if (!Ask(link, new Ask { Release = site }, CancellationToken.None).Released) throw Refused(link, "did not let the application go");
    }

    private static Answer Ask(IAgentLink link, Ask question, CancellationToken cancellation) => link.Ask(question, patience, cancellation).GetAwaiter().GetResult();

    private static HoldfastException Refused(IAgentLink link, string what) => new(ErrorCode.AgentMessageRefused, $"The agent of {link.ServerName} {what}.");
}
