using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Holdfast.Console.Portal;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Programs;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Hosting;
using Holdfast.VaultService.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Hosting;

/// <summary>Runs a vault service from claiming its data folder to leaving it in order.</summary>
public static class VaultHost
{
    private static readonly TimeSpan connectionPatience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs until the token is cancelled, the process is told to end, or its owner asks for a shutdown. Writes "The vault service is ready: https://…" when it listens.
    /// </summary>
    /// <returns>The process's exit code: 0 after a clean stop.</returns>
    /// <exception cref="HoldfastException">It could not start: data folder served by another process, port in use, records not usable.</exception>
    public static async Task<int> Run(VaultHostOptions options, TextWriter output, TimeProvider time, CancellationToken stop)
    {
        using var folder = ServiceFolder.Claim(options.DataDirectory);
        using var file = new FileLog(folder.LogFile, time);
        var log = file.CreateLogger("Vault");
        using var directory = VaultDirectory.Open(folder.Path, time);
        var listen = options.Listen ?? IPAddress.Loopback;
        var names = options.HostNames is { Count: > 0 } given ? given : [StandardName(listen)];
        using var certificate = directory.Authority.ServiceCertificate(names, time);
        using var parts = new ServiceParts(directory, new AgentPrograms(folder.Path, AppContext.BaseDirectory, ServiceRoutes.Version), folder.Token(), log);
        Uri? local = null;
        var place = PortalWeb.Place(() => local!, Path.Combine(folder.Path, "secrets", "portal-keys"), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))
            with { IsApiCertificate = certificate.IsOwn };
        await using var app = new VaultWeb(directory.Authority, certificate, parts.Callers, file, new VaultPortal(place, names, time)).Build(listen, options.Port);
        var shutdown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.Map(new VaultRouter(app), () => shutdown.TrySetResult());
        var port = await Start(app, stop);
        parts.Begin();
        var address = Announce(folder, directory, names[0], listen, port);
        local = new Uri(address.Local);
        await output.WriteLineAsync($"The vault service is ready: {address.Address}");
        await output.FlushAsync(CancellationToken.None);
        log.LogInformation("The vault service is ready at {Address}, process {Pid}.", address.Address, Environment.ProcessId);

        await UntilStopped(app, shutdown.Task, stop);
        log.LogInformation("The vault service is stopping.");
        using var patience = new CancellationTokenSource(connectionPatience);
        await app.StopAsync(patience.Token);
        folder.Withdraw();
        return 0;
    }

    private static VaultServiceAddress Announce(ServiceFolder folder, VaultDirectory directory, string name, IPAddress listen, int port)
    {
        var address = $"https://{Bracketed(name)}:{port.ToString(CultureInfo.InvariantCulture)}";
        var isAny = listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any);
        var local = $"https://{(isAny ? "127.0.0.1" : Bracketed(listen.ToString()))}:{port.ToString(CultureInfo.InvariantCulture)}";
        var announced = new VaultServiceAddress(Environment.ProcessId, port, address, local, directory.Authority.Pin);
        directory.PublicAddress = address;
        folder.Announce(announced);
        return announced;
    }

    private static string StandardName(IPAddress listen) => listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any) ? Environment.MachineName : listen.ToString();

    private static string Bracketed(string name) => IPAddress.TryParse(name, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : name;

    private static async Task<int> Start(WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new HoldfastException(ErrorCode.PortInUse, failure.Message, inner: failure);
        }
        catch (SocketException failure)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The vault service cannot listen there: {failure.Message}", "Choose an address of this computer with --listen.", failure);
        }
        return new Uri(app.Urls.Single()).Port;
    }

    private static async Task UntilStopped(WebApplication app, Task shutdown, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var byCaller = stop.Register(() => stopped.TrySetResult());
        using var bySignal = app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        await Task.WhenAny(shutdown, stopped.Task);
    }
}
