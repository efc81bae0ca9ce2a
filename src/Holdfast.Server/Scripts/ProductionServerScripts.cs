using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Agents;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Scripts;

/// <summary>Runs scripts where the datasource is: on this computer, or by asking the agent of the production server.</summary>
internal sealed class ProductionServerScripts(IScriptRunner local, IConnectedAgents agents) : IScriptRunner
{
    /// <summary>Beyond the script's own timeout: for the way there and back.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    public ScriptOutcome Run(string server, ScriptCommand command, ScriptContext context, string? lastArgument, CancellationToken cancellation)
    {
        if (string.Equals(server, SourceRegistry.LocalServer, StringComparison.OrdinalIgnoreCase) && agents.FindByServer(server) is null)
            return local.Run(server, command, context, lastArgument, cancellation);
        if (agents.FindByServer(server) is not { } agent) return new ScriptOutcome(ScriptEnd.NotStarted, 0, $"The agent of {server} is not connected.");
        var question = new Ask { Script = ScriptMessages.Of(command, context, lastArgument) };
        try
        {
            return ScriptMessages.Outcome(agent.Ask(question, TimeSpan.FromSeconds(command.TimeoutSeconds) + patience, cancellation).GetAwaiter().GetResult().Script);
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.ScriptNotStarted or ErrorCode.AgentUnreachable)
        {
            return new ScriptOutcome(ScriptEnd.NotStarted, 0, failure.Message);
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.AgentNotResponding)
        {
            return new ScriptOutcome(ScriptEnd.TimedOut, 0, failure.Message);
        }
    }
}
