using Holdfast.Agent.Scripts;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Server.Scripts;

/// <summary>Runs scripts on this computer, as an agent would.</summary>
internal sealed class LocalScriptRunner(TimeProvider time) : IScriptRunner
{
    public ScriptOutcome Run(string server, ScriptCommand command, ScriptContext context, string? lastArgument, CancellationToken cancellation)
    {
        try
        {
            return ScriptMessages.Outcome(ScriptRunner.Run(ScriptMessages.Of(command, context, lastArgument), time, cancellation).GetAwaiter().GetResult());
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.ScriptNotStarted)
        {
            return new ScriptOutcome(ScriptEnd.NotStarted, 0, failure.Message);
        }
    }
}
