namespace Holdfast.Server.Agents.Installing;

/// <summary>A platform that agents run on.</summary>
/// <param name="Name">As the API has it.</param>
/// <param name="Archive">What the program's archive is called behind its version.</param>
internal sealed record AgentPlatform(string Name, string Archive)
{
    internal static AgentPlatform Linux { get; } = new("linux-x64", "linux-x64.tar.gz");

    internal static AgentPlatform Windows { get; } = new("windows-x64", "win-x64.zip");

    internal bool IsWindows => this == Windows;

    /// <summary>Where it is given out.</summary>
    internal string Route => "/download/agent/" + Name;
}
