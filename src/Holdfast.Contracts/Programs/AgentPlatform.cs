namespace Holdfast.Contracts.Programs;

/// <summary>A platform that agents run on.</summary>
/// <param name="Name">As the API has it.</param>
/// <param name="Archive">What the program's archive is called behind its version.</param>
public sealed record AgentPlatform(string Name, string Archive)
{
    public static AgentPlatform Linux { get; } = new("linux-x64", "linux-x64.tar.gz");

    public static AgentPlatform Windows { get; } = new("windows-x64", "win-x64.zip");

    public bool IsWindows => this == Windows;

    public static IReadOnlyList<AgentPlatform> All { get; } = [Linux, Windows];

    public string ContentType => IsWindows ? "application/zip" : "application/gzip";

    /// <summary>Where a server gives it out.</summary>
    public string Route => "/download/agent/" + Name;
}
