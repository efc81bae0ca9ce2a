using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Server.Scripts;

/// <summary>Runs a program on a production server: its arguments reach it as they are, and no shell sees them.</summary>
internal interface IScriptRunner
{
    /// <summary>Returns when the program and all that it started have ended; past its timeout they are ended.</summary>
    /// <param name="lastArgument">Added after the command's own, or null.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the program was ended.</exception>
    ScriptOutcome Run(string server, ScriptCommand command, ScriptContext context, string? lastArgument, CancellationToken cancellation);
}
