using System.Text;
using Holdfast.Contracts.Agent;
using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Server.Scripts;

/// <summary>Between the scripts of a policy and what an agent is asked.</summary>
internal static class ScriptMessages
{
    internal static Script Of(ScriptCommand command, ScriptContext context, string? lastArgument)
    {
        var script = new Script { TimeoutSeconds = (uint)command.TimeoutSeconds, Job = context.Job, Source = context.Source };
        script.Arguments.AddRange(command.Arguments);
        if (lastArgument is not null) script.Arguments.Add(lastArgument);
        return script;
    }

    internal static ScriptOutcome Outcome(ScriptResult result)
    {
        var output = Encoding.UTF8.GetString(result.Output.Span[..Math.Min(result.Output.Length, ScriptOutcome.MostOutput)]);
        if (result.Output.Length > ScriptOutcome.MostOutput) output += "\n(more was printed)";
        return result.TimedOut ? new ScriptOutcome(ScriptEnd.TimedOut, 0, output) : new ScriptOutcome(ScriptEnd.Exited, result.ExitCode, output);
    }
}
