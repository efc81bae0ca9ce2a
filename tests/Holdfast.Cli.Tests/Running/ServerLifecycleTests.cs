using System.Diagnostics;

namespace Holdfast.Cli.Tests.Running;

/// <summary>The server as a process: started, found, asked, stopped.</summary>
public sealed class ServerLifecycleTests : IDisposable
{
    private readonly DataFolder data = new();

    public void Dispose()
    {
        // A test that failed half-way leaves no server behind.
        HoldfastProcess.Run(data, "down").GetAwaiter().GetResult();
        data.Dispose();
    }

    [Fact]
    public async Task UpDetached_ThenDown_LeavesNothingRunning()
    {
        var up = await HoldfastProcess.Run(data, "up", "--detach", "--port", "0");
        Assert.True(up.ExitCode == 0, up.Error);
        Assert.Matches(@"(^|\n)Holdfast is ready: http://127\.0\.0\.1:\d+\n$", up.Output);

        var status = await HoldfastProcess.Run(data, "status", "--json");
        Assert.Equal((0, ""), (status.ExitCode, status.Error));
        var pid = status.Json.GetProperty("pid").GetInt32();
        Assert.Equal(data.Path, status.Json.GetProperty("dataDirectory").GetString());
        Assert.Contains("storage pool", (await HoldfastProcess.Run(data, "status")).Output, StringComparison.Ordinal);

        var down = await HoldfastProcess.Run(data, "down", "--json");
        Assert.Equal(0, down.ExitCode);
        Assert.True(down.Json.GetProperty("done").GetBoolean());
        Assert.False(Daemon.ProcessState.IsRunning(pid));
        Assert.False(File.Exists(data.File("server.json")));
        Assert.Equal(4, (await HoldfastProcess.Run(data, "down")).ExitCode);
    }

    [Fact]
    public async Task UpDetached_Twice_IsTheSameServer()
    {
        var first = await HoldfastProcess.Run(data, "up", "--detach", "--port", "0", "--json");
        var second = await HoldfastProcess.Run(data, "up", "--detach", "--port", "0", "--json");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(first.Json.GetProperty("pid").GetInt32(), second.Json.GetProperty("pid").GetInt32());
        Assert.Equal(first.Json.GetProperty("url").GetString(), second.Json.GetProperty("url").GetString());
    }

    [Fact]
    public async Task UpDetached_PortTaken_FailsWithCodeAndRemedy()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;

        var outcome = await HoldfastProcess.Run(data, "up", "--detach", "--port", $"{port}");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("error 400011: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("remedy: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TokenNotAccepted_Is5()
    {
        await HoldfastProcess.Run(data, "up", "--detach", "--port", "0");
        var token = await File.ReadAllTextAsync(data.File("token"));
        await File.WriteAllTextAsync(data.File("token"), new string('0', token.Length));

        var typed = await HoldfastProcess.Run(data, "status");
        var job = await HoldfastProcess.Run(data, "sync", "docs");
        await File.WriteAllTextAsync(data.File("token"), token);

        Assert.Equal((5, 5), (typed.ExitCode, job.ExitCode));
    }

    [Fact]
    public async Task Up_Running_ShowsNoSecretInTheProcessList()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc to see the process list");
        var up = await HoldfastProcess.Run(data, "up", "--detach", "--port", "0", "--json");
        var secrets = Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is "token" or "passphrase.txt").Select(path => File.ReadAllText(path).Trim()).Where(secret => secret.Length > 0).ToArray();
        Assert.NotEmpty(secrets);

        var process = $"/proc/{up.Json.GetProperty("pid").GetInt32()}";
        var visible = await File.ReadAllTextAsync($"{process}/cmdline") + await File.ReadAllTextAsync($"{process}/environ");

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, visible, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, up.Output + up.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Up_Terminated_StopsCleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        using var server = Process.Start(HoldfastProcess.StartInfo(data.Path, "up", "--port", "0"))!;
        string? line;
        do line = await server.StandardOutput.ReadLineAsync();
        while (line is not null && !line.StartsWith("Holdfast is ready: ", StringComparison.Ordinal));
        Assert.NotNull(line);

        using var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]);
        await server.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);

        Assert.Equal(0, server.ExitCode);
        Assert.False(File.Exists(data.File("server.json")));
    }
}
