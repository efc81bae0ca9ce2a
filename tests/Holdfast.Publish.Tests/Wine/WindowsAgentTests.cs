using System.Diagnostics;
using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Wine;

/// <summary>The Windows program, run by Wine beside a server on Linux. What Wine does not do as Windows does is not asserted.</summary>
public sealed class WindowsAgentTests(WinePrefix wine) : IClassFixture<WinePrefix>
{
    private const string AgentName = "winbox";
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    [Fact]
    public void Program_OnWindows_StartsAndSaysItsVersion()
    {
        wine.Require();
        Assert.StartsWith(SourceFolder.Version, wine.Run(Program, "--version").Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(2, wine.Run(Program, "no-such-command").ExitCode);
    }

    [Fact]
    public void Agent_OnWindows_EnrolsAndItsFolderComesBackOnLinux()
    {
        wine.Require();
        using var workspace = new Workspace();
        using var server = new Installed(Path.Combine(Published.Linux, "holdfast"), workspace);
        server.Up();
        var agentData = workspace.Folder("agent");

        Enroll(server, workspace, agentData);
        using var agent = new Process { StartInfo = wine.Start(Program, 200, "agent", "run", "--data", WinePrefix.Path(agentData)) };
        agent.Start();
        try
        {
            WaitForContact(server);
            BackUpAndCompare(server, workspace);
        }
        finally
        {
            agent.Kill(entireProcessTree: true);
            Assert.True(agent.WaitForExit(patience), "The agent does not end.");
        }
        server.Down();
    }

    private static string Program => Path.Combine(Published.Windows, "holdfast.exe");

    private void Enroll(Installed server, Workspace workspace, string agentData)
    {
        var token = server.Do("agent", "token", "--host", AgentName).Json;
        var file = workspace.Write("token", token.GetProperty("token").GetString() + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var address = new UriBuilder(token.GetProperty("server").GetString()!) { Host = "127.0.0.1" }.Uri.GetLeftPart(UriPartial.Authority);

        wine.Run(Program, "agent", "enroll", "--server", address, "--token-file", WinePrefix.Path(file), "--name", AgentName, "--data", WinePrefix.Path(agentData)).Expect(0);
    }

    private static void WaitForContact(Installed server)
    {
        var clock = Stopwatch.StartNew();
        string listed;
        do listed = server.Do("agent", "list").Output;
        while (!listed.Contains("\"ok\"", StringComparison.OrdinalIgnoreCase) && clock.Elapsed < patience);
        Assert.Contains(AgentName, listed, StringComparison.Ordinal);
        Assert.Contains("\"ok\"", listed, StringComparison.OrdinalIgnoreCase);
    }

    private static void BackUpAndCompare(Installed server, Workspace workspace)
    {
        var source = workspace.Folder("source");
        workspace.Write("source/note.txt", "from Windows");
        workspace.Write("source/deep/er/Grüße", "world");
        workspace.Write("source/empty", "");
        File.WriteAllBytes(workspace["source/large"], [.. Enumerable.Range(0, 5_000_000).Select(i => unchecked((byte)(i * i >> 7)))]);
        // What was written just now is read again the next time, lest a change within the same tick be missed.
        File.SetLastWriteTimeUtc(workspace["source/large"], new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        workspace.Folder("source/nothing");
        var path = WinePrefix.Path(source);

        var first = server.Do("protect", path, "--server", AgentName, "--wait").Json;
        Assert.Equal("succeeded", first.GetProperty("state").GetString());
        server.Do("recover", first.GetProperty("source").GetString()!, "--to", workspace["back"], "--wait");
        Assert.Equal(Workspace.Fingerprint(source), Workspace.Fingerprint(workspace["back"]));

        workspace.Write("source/note.txt", "changed on Windows");
        var second = server.Do("recovery-point", "create", first.GetProperty("source").GetString()!, "--wait").Json;
        Assert.InRange(second.GetProperty("bytesRead").GetInt64(), 1, 1_000_000);
        server.Do("recover", first.GetProperty("source").GetString()!, "--to", workspace["again"], "--wait");
        Assert.Equal(Workspace.Fingerprint(source), Workspace.Fingerprint(workspace["again"]));
    }
}
