using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Tests.Hosting;

public sealed class LifetimeTests
{
    [Fact]
    public async Task Start_FirstTime_SaysWhatWasMadeAndWhereItListens()
    {
        await using var server = await RunningServer.Start();
        Assert.Equal(["A pool was made.", $"Holdfast is ready: {server.Address.Url}"], server.Output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((Environment.ProcessId, $"http://127.0.0.1:{server.Address.Port}"), (server.Address.Pid, server.Address.Url));
        var status = await server.Client.Status();
        Assert.Equal((server.Address.Version, Environment.ProcessId, server.Data, 0), (status.Version, status.Pid, status.DataDirectory, status.OpenAlerts));
        Assert.Equal(1000, status.Pool.Capacity);
    }

    [Fact]
    public async Task PrivateFiles_AreForTheOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        await using var server = await RunningServer.Start();
        foreach (var name in (string[])["token", "server.json", "server.lock", "logs/holdfast.log"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.Data, name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.Data));
        Assert.True(server.Token.Length >= 43);
    }

    [Fact]
    public async Task Token_StaysTheSameOverRestarts()
    {
        await using var server = await RunningServer.Start();
        var before = server.Token;
        await server.Restart();
        Assert.Equal(before, server.Token);
    }

    [Fact]
    public async Task Shutdown_ByRequest_StopsCleanly()
    {
        await using var server = await RunningServer.Start();
        Assert.True((await server.Client.Shutdown()).Done);
        Assert.Equal(0, await server.Ended.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.False(File.Exists(Path.Combine(server.Data, ServerAddress.FileName)));
        Assert.True(server.Engine.IsDisposed);
        Assert.Equal(ErrorCode.NotReachable, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Status())).Code);
    }

    [Fact]
    public async Task Start_SecondServerOnTheSameFolder_IsRefusedAndHarmsNothing()
    {
        await using var server = await RunningServer.Start();
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => ServerHost.Run(
            new ServerOptions(server.Data, 0), TextWriter.Null, (_, _, _) => throw new InvalidOperationException("never opened"), TimeProvider.System, default));
        Assert.Equal(ErrorCode.AlreadyRunning, failure.Code);
        Assert.True(File.Exists(Path.Combine(server.Data, ServerAddress.FileName)));
        await server.Client.Status();
    }

    [Fact]
    public async Task Start_PortInUse_IsRefusedWithItsCode()
    {
        await using var server = await RunningServer.Start();
        var other = Path.Combine(server.Folder, "other");
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => ServerHost.Run(
            new ServerOptions(other, server.Address.Port), TextWriter.Null, (_, _, time) => new OpenedEngine(new FakeEngine(new FakePool(), time), []), TimeProvider.System, default));
        Assert.Equal(ErrorCode.PortInUse, failure.Code);
        Assert.False(File.Exists(Path.Combine(other, ServerAddress.FileName)));
    }

    [Fact]
    public async Task Start_PortInUseWhileAJobGoesOn_EndsItBeforeItIsRefused()
    {
        await using var server = await RunningServer.Start();
        await using var other = await RunningServer.Start();
        var (began, ended) = (0, 0);
        PointState UntilCancelled(CancellationToken cancellation)
        {
            Interlocked.Increment(ref began);
            cancellation.WaitHandle.WaitOne();
            Interlocked.Increment(ref ended);
            throw new OperationCanceledException(cancellation);
        }
        other.Engine.OnBackup = (_, _, cancellation) => UntilCancelled(cancellation);
        await other.Client.Protect(new ProtectRequest([other.Source]));
        while (Volatile.Read(ref began) == 0) await Task.Delay(5);
        await other.Stop();
        Assert.Equal((1, 1), (began, ended));

        var failure = await Assert.ThrowsAsync<HoldfastException>(() => ServerHost.Run(
            new ServerOptions(other.Data, server.Address.Port), TextWriter.Null,
            (_, _, time) => new OpenedEngine(new FakeEngine(other.Pool, time) { OnBackup = (_, _, cancellation) => UntilCancelled(cancellation) }, []), TimeProvider.System, default));

        Assert.Equal(ErrorCode.PortInUse, failure.Code);
        Assert.Equal(Volatile.Read(ref began), Volatile.Read(ref ended));
    }

    [Fact]
    public async Task Json_IsAsScriptsRelyOnIt()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Protect();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + server.Token);
        using var shown = JsonDocument.Parse(await http.GetStringAsync($"/api/v1/jobs/{job.Id}"));
        string[] names =
        [
            "id", "type", "state", "source", "recoveryPoint", "items", "itemsFailed", "bytesRead", "bytesChanged", "bytesStored", "bytesSent", "durationMs", "cpuMs", "errors",
        ];
        Assert.Equal(names, shown.RootElement.EnumerateObject().Select(property => property.Name).Take(names.Length));
        Assert.EndsWith("Z", shown.RootElement.GetProperty("created").GetString());
        foreach (var (route, list) in new[] { ("sources", "sources"), ("recovery-points", "recoveryPoints"), ("jobs", "jobs"), ("groups", "groups"), ("disks", "disks") })
        {
            using var answer = JsonDocument.Parse(await http.GetStringAsync("/api/v1/" + route));
            Assert.Equal(list, answer.RootElement.EnumerateObject().Single().Name);
            Assert.All(answer.RootElement.GetProperty(list).EnumerateArray(), element => Assert.NotEmpty(element.GetProperty("id").GetString()!));
        }
    }
}
