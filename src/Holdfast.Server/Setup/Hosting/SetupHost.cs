using Holdfast.Contracts.Api;
using Holdfast.Hosting;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Holdfast.Server.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Setup.Hosting;

/// <summary>Listens in the server's place as long as a data folder holds no server: setup routes and the wizard's pages, no engine, no catalog.</summary>
internal static class SetupHost
{
    private static readonly TimeSpan connectionPatience = TimeSpan.FromSeconds(5), newsPatience = TimeSpan.FromSeconds(10);

    /// <summary>Where nothing is installed, listens until it is, or until it is told to stop.</summary>
    /// <param name="directory">Stays claimed, so that no other process comes between setup and server.</param>
    /// <returns>The port on which to go on as the server; null: it was told to stop.</returns>
    internal static async Task<int?> Run(DataDirectory directory, ServerOptions options, TextWriter output, InstallTools tools, CancellationToken stop)
    {
        InstallSettlement.Settle(directory, options.Catalog);
        if (InstallPresence.IsInstalled(directory.Path)) return options.Port;
        using var logFile = new FileLog(directory.LogFile, tools.Time);
        var log = logFile.CreateLogger("Holdfast.Server.Setup");
        using var remote = RemoteListener.From(Settings.Load(Path.Combine(directory.Path, Settings.FileName), AllSettings.Keys), directory.Path, tools.Time);
        var (desk, sessions) = (new SetupDesk(directory, tools, options, log), new SetupSessions(tools.Time));
        var access = new RequestAccess();
        access.Open(sessions.Find);
        Uri? address = null;
        var console = ServerHost.Pages(directory, () => address!) with { Home = "/setup" };
        await using var app = ServerHost.BuildSetup(options.Port, remote, directory.Token(), access, console, logFile);
        var shutdown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new SetupRoutes(desk, sessions).Map(new ApiRouter(app, SetupRouteTable.Of), () => shutdown.TrySetResult());
        address = await ServerHost.Start(app, options.Port, stop);
        desk.Port = address.Port;
        await Announce(directory, address, sessions, output);
        log.LogInformation("The setup listens on port {Port}, process {Pid}.", address.Port, Environment.ProcessId);

        var isInstalled = await UntilInstalled(app, desk, shutdown.Task, tools.Time, stop);
        using var patience = new CancellationTokenSource(connectionPatience);
        await app.StopAsync(patience.Token);
        directory.Withdraw();
        return isInstalled ? address.Port : null;
    }

    private static async Task Announce(DataDirectory directory, Uri address, SetupSessions sessions, TextWriter output)
    {
        var url = address.GetLeftPart(UriPartial.Authority);
        directory.Announce(new ServerAddress(Environment.ProcessId, address.Port, url, StatusRoutes.Version));
        await output.WriteLineAsync($"Nothing is installed in {directory.Path} yet. Set it up here; the link is good once:");
        await output.WriteLineAsync($"  {url}{sessions.FirstLink().Path}");
        await output.WriteLineAsync($"Holdfast setup is ready: {url}");
        await output.FlushAsync(CancellationToken.None);
    }

    // What is being installed is never left in the middle by a stop in good order.
    private static async Task<bool> UntilInstalled(WebApplication app, SetupDesk desk, Task shutdown, TimeProvider time, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var byCaller = stop.Register(() => stopped.TrySetResult());
        using var bySignal = app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        var end = Task.WhenAny(shutdown, stopped.Task);
        if (await Task.WhenAny(desk.Installed, end) == desk.Installed)
        {
            // The one who waits for it hears it from the setup: the server will not know him.
            await Task.WhenAny(desk.Told, end, Task.Delay(newsPatience, time, CancellationToken.None));
            return !end.IsCompleted;
        }
        await desk.Idle;
        return false;
    }
}
