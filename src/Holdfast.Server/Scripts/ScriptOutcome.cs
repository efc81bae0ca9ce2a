namespace Holdfast.Server.Scripts;

/// <summary>What came of a script.</summary>
/// <param name="ExitCode">Of <see cref="ScriptEnd.Exited"/>; 0 is success.</param>
/// <param name="Output">What it printed, both streams, at most <see cref="MostOutput"/> characters; where it did not start, why.</param>
internal sealed record ScriptOutcome(ScriptEnd End, int ExitCode, string Output)
{
    internal const int MostOutput = 16_384;

    internal bool IsSuccess => End == ScriptEnd.Exited && ExitCode == 0;
}
