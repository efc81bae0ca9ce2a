namespace Holdfast.Publish.Tests.Running;

/// <summary>Which parts of remote agents this version of the program has.</summary>
internal static class Agents
{
    internal static bool AreThere(Installed installed) => installed.Run("agent", "run", "--help").ExitCode == 0;

    internal static bool CanBeProtected(Installed installed) => installed.Run("protect", "--help").Expect(0).Output.Contains("--server", StringComparison.Ordinal);
}
