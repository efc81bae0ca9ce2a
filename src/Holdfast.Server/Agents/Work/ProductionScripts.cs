using System.Text;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Scripts;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Agents.Work;

/// <summary>Runs scripts where their production server is: on this computer, or through its agent.</summary>
internal sealed class ProductionScripts(IScriptRunner local, IConnectedAgents agents) : IScriptRunner
{
    /// <summary>For the way there and back, beyond the script's own time.</summary>
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(30);

    public ScriptOutcome Run(string server, ScriptCommand command, ScriptContext context, string? lastArgument, CancellationToken cancellation)
    {
        if (SourceRegistry.IsLocal(server)) return local.Run(server, command, context, lastArgument, cancellation);
        if (agents.FindByServer(server) is not { } link) return new ScriptOutcome(ScriptEnd.NotStarted, 0, $"The agent of {server} is not connected.");
        var script = new Script { TimeoutSeconds = (uint)command.TimeoutSeconds };
        script.Arguments.AddRange(command.Arguments);
        if (lastArgument is not null) script.Arguments.Add(lastArgument);
        try
        {
            // On the job's own thread, which has nothing else to do.
            var answer = link.Ask(new Ask { Script = script }, TimeSpan.FromSeconds(command.TimeoutSeconds) + grace, cancellation).GetAwaiter().GetResult();
            return Outcome(answer.Script, server);
        }
        catch (HoldfastException failure)
        {
            return new ScriptOutcome(ScriptEnd.NotStarted, 0, failure.Message);
        }
    }

    private static ScriptOutcome Outcome(ScriptResult? result, string server)
    {
        if (result is null) return new ScriptOutcome(ScriptEnd.NotStarted, 0, $"The agent of {server} did not say how the script ended.");
        var text = Encoding.UTF8.GetString(result.Output.Span[..Math.Min(result.Output.Length, ScriptOutcome.MostOutput)]);
        return result.TimedOut ? new ScriptOutcome(ScriptEnd.TimedOut, 0, text) : new ScriptOutcome(ScriptEnd.Exited, result.ExitCode, text);
    }
}
