using System.Net;
using System.Security.Cryptography;
using Holdfast.Console;
using Holdfast.Console.Hosting;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Hosting;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Setup;
using Holdfast.Server.Setup.Hosting;
using Holdfast.Server.Status;
using Holdfast.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Hosting;

/// <summary>Runs a server from claiming its data folder to leaving it in order.</summary>
internal static class ServerHost
{
    /// <summary>Credentials files and item lists fit; nothing that a caller sends may fill the memory.</summary>
    private const long LargestBody = 8 << 20;

    private static readonly TimeSpan jobPatience = TimeSpan.FromSeconds(60), connectionPatience = TimeSpan.FromSeconds(5);

    /// <param name="claimed">The data folder, where this process holds it already; null: it is claimed here.</param>
    /// <returns>0 after a clean stop, 1 where a job did not let itself be stopped.</returns>
    internal static async Task<int> Run(
        ServerOptions options, TextWriter output, Func<string, Settings, TimeProvider, OpenedEngine> open, TimeProvider time, CancellationToken stop,
        DataDirectory? claimed = null)
    {
        using var own = claimed is null ? DataDirectory.Claim(options.DataDirectory) : null;
        var directory = claimed ?? own!;
        InstallSettlement.Settle(directory, options.Catalog);
        var settings = Settings.Load(Path.Combine(directory.Path, Settings.FileName), AllSettings.Keys);
        using var logFile = new FileLog(directory.LogFile, time);
        var log = logFile.CreateLogger("Holdfast.Server");
        // Side by side: opening the pool waits for the key derivation, the other two for the compiler.
        await using var opening = new BackgroundOpening<OpenedEngine>(() => open(directory.Path, settings, time));
        await using var cataloging = new BackgroundOpening<ServerCatalog>(() => OpenCatalog(options, settings, directory));
        var access = new RequestAccess();
        using var remote = RemoteListener.From(settings, directory.Path, time);
        Uri? address = null;
        var console = Pages(directory, () => address!);
        await using var app = Build(options.Port, remote, directory.Token(), access, console, time, logFile);
        var opened = await opening.Opened;
        var engine = opened.Engine;
        foreach (var message in opened.FirstStartMessages) await output.WriteLineAsync(message);
        var catalog = await cataloging.Opened;
        await using var parts = new ServerParts(catalog, engine, directory.Path, settings, time, log, workloads: options.Workloads);
        access.Open(parts.Accounts);
        var shutdown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.Map(new ApiRouter(app), time.GetUtcNow(), () => shutdown.TrySetResult());
        try
        {
            parts.Begin();
            address = await Start(app, options.Port, stop);
            await parts.Agents.Begin(address.Port);
            parts.Objects.Begin(address.Port);
        }
        catch
        {
            // Jobs of an earlier run may have gone on already: they end before what they work on is closed.
            await parts.Quiet();
            await parts.Runner.Stop(jobPatience);
            throw;
        }
        if (remote is not null)
            await output.WriteLineAsync($"Callers on other computers: {app.Urls.First(IsHttps)} (certificate SHA-256 {remote.Sha256})");
        directory.Announce(new ServerAddress(Environment.ProcessId, address.Port, address.GetLeftPart(UriPartial.Authority), StatusRoutes.Version));
        await output.WriteLineAsync($"Holdfast is ready: {address.GetLeftPart(UriPartial.Authority)}");
        await output.FlushAsync(CancellationToken.None);
        log.LogInformation("Holdfast {Version} is ready on port {Port}, process {Pid}.", StatusRoutes.Version, address.Port, Environment.ProcessId);

        await UntilStopped(app, shutdown.Task, stop);
        return await Leave(app, parts, directory, log);
    }

    private static ServerCatalog OpenCatalog(ServerOptions options, Settings settings, DataDirectory directory) =>
        new(CatalogPlace.Open(options.Catalog, settings.Get(CatalogSettings.CatalogFile), directory.Path, directory.CatalogFile, directory.Installation));

    private static WebApplication Build(int port, RemoteListener? remote, string token, RequestAccess access, ConsolePlace console, TimeProvider time, FileLog logFile)
    {
        var app = Builder(port, remote, console, time, logFile).Build();
        var log = logFile.CreateLogger("Holdfast.Server.Api");
        app.Use(next => new TracedRequests(next).Invoke);
        app.Use(next => new SecurityHeaders(next).Invoke);
        app.Use(next => new ForwardedCaller(next, ConsolePlace.ForwardingHeader, console.ForwardingKey).Invoke);
        app.Use(next => new ErrorAnswers(next, log).Invoke);
        app.Use(next => new RequestRecorder(next, access, time).Invoke);
        app.Use(next => new HostGuard(next, remote?.HostNames ?? []).Invoke);
        app.UseConsole(PageRequests.Are, context => context.Features.Get<RequestRecord>()?.LeaveOut());
        app.Use(next => new RequestGuard(next, token, access, RouteTable.All).Invoke);
        app.UseRouting();
        app.Use(next => new RoleGuard(next, access).Invoke);
        return app;
    }

    /// <summary>Where the console's pages are, of a server and of the setup before it: forms outlive the change from one to the other.</summary>
    internal static ConsolePlace Pages(DataDirectory directory, Func<Uri> address) =>
        new(address, Path.Combine(directory.Path, "secrets", "console-keys"), typeof(App), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The web server of a setup: the same listeners, limits, and guards, with the setup's own table of routes and the wizard's pages alone.</summary>
    internal static WebApplication BuildSetup(int port, RemoteListener? remote, string token, RequestAccess access, ConsolePlace console, FileLog logFile)
    {
        var app = Builder(port, remote, console, TimeProvider.System, logFile).Build();
        var log = logFile.CreateLogger("Holdfast.Server.Setup");
        app.Use(next => new SecurityHeaders(next).Invoke);
        app.Use(next => new ForwardedCaller(next, ConsolePlace.ForwardingHeader, console.ForwardingKey).Invoke);
        app.Use(next => new ErrorAnswers(next, log).Invoke);
        app.Use(next => new HostGuard(next, remote?.HostNames ?? []).Invoke);
        app.UseConsole(PageRequests.Are, _ => { });
        app.Use(next => new RequestGuard(next, token, access, SetupRouteTable.All).Invoke);
        app.UseRouting();
        app.Use(next => new RoleGuard(next, access).Invoke);
        return app;
    }

    private static WebApplicationBuilder Builder(int port, RemoteListener? remote, ConsolePlace console, TimeProvider time, FileLog logFile)
    {
        // Empty: no configuration files and no environment variables can open other ports or change limits.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "holdfast" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestLineSize = 128 << 10;
            kestrel.Limits.MaxConcurrentConnections = 256;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            if (remote is null) return;
            kestrel.Listen(remote.Address, remote.Port, endpoint => endpoint.UseHttps(remote.Certificate, tls =>
                tls.SslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13));
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(time);
        builder.Services.AddConsole(console);
        builder.Logging.ClearProviders().AddProvider(logFile).AddFilter("Microsoft", LogLevel.Warning).SetMinimumLevel(LogLevel.Information);
        return builder;
    }

    internal static async Task<Uri> Start(WebApplication app, int port, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new HoldfastException(ErrorCode.PortInUse, failure.Message, inner: failure);
        }
        return new Uri(app.Urls.First(url => !IsHttps(url)));
    }

    private static bool IsHttps(string url) => url.StartsWith("https:", StringComparison.Ordinal);

    private static async Task UntilStopped(WebApplication app, Task shutdown, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var byCaller = stop.Register(() => stopped.TrySetResult());
        using var bySignal = app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        await Task.WhenAny(shutdown, stopped.Task);
    }

    private static async Task<int> Leave(WebApplication app, ServerParts parts, DataDirectory directory, ILogger log)
    {
        log.LogInformation("Holdfast is stopping.");
        await parts.Quiet();
        var haveJobsStopped = await parts.Runner.Stop(jobPatience);
        await parts.Agents.DisposeAsync();
        using var patience = new CancellationTokenSource(connectionPatience);
        await app.StopAsync(patience.Token);
        parts.Accounts.Leave();
        directory.Withdraw();
        if (haveJobsStopped) return 0;
        log.LogCritical("A job did not stop within {Seconds} seconds; it counts as interrupted at the next start.", jobPatience.TotalSeconds);
        return 1;
    }
}
