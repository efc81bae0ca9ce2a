namespace Holdfast.Publish.Tests.Running;

/// <summary>Which parts of remote agents this version of the program has.</summary>
internal static class Agents
{
    private const string RunCommand = "src/Holdfast/Commands/Agents/AgentRunCommand.cs";

    internal static bool AreThere(Installed installed) => installed.Run("agent", "run", "--help").ExitCode == 0;

    /// <summary>An agent that answers every job with a refusal is connected and no more.</summary>
    internal static bool RunJobs => File.Exists(SourceFolder.File(RunCommand)) && !SourceFolder.Read(RunCommand).Contains("UnableToWork", StringComparison.Ordinal);
}
