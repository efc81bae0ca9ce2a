using Holdfast.Agent.Control;
using Holdfast.Agent.Enrolling;
using Holdfast.Contracts.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Hosting;

/// <summary>Runs an enrolled agent: in a terminal, as a systemd service, or as a Windows service.</summary>
public static class AgentHost
{
    /// <summary>Runs until the token is cancelled or the process is told to end. Writes "Holdfast agent is running: NAME" when it has begun.</summary>
    /// <param name="work">Makes what does the jobs; it is disposed of at the end.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentNotEnrolled"/>, <see cref="ErrorCode.AlreadyRunning"/>.</exception>
    public static async Task<int> Run(string dataDirectory, AgentWorkFactory work, TextWriter output, CancellationToken stop)
    {
        var folder = new AgentFolder(dataDirectory);
        if (!folder.IsEnrolled) throw new HoldfastException(ErrorCode.AgentNotEnrolled, $"There is no enrolled agent in {folder.Path}.");
        using var claim = folder.Claim();
        var agent = folder.Read();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "holdfast" });
        builder.Services.AddSystemd().AddWindowsService(service => service.ServiceName = "HoldfastAgent");
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        using var log = new AgentLog(folder.LogFolder, TimeProvider.System);
        builder.Logging.ClearProviders().AddProvider(log).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton(services => new AgentService(folder, agent, work, TimeProvider.System, services.GetRequiredService<ILogger<AgentService>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<AgentService>());
        using var host = builder.Build();
        await host.StartAsync(stop);
        await output.WriteLineAsync($"Holdfast agent is running: {agent.Name}, of {agent.Server.GetLeftPart(UriPartial.Authority)}");
        await output.FlushAsync(CancellationToken.None);
        await host.WaitForShutdownAsync(stop);
        // What ended the agent by itself is the process's failure, so that a service manager starts it again.
        return host.Services.GetRequiredService<AgentService>().ExecuteTask is { IsFaulted: true } ? 1 : 0;
    }
}
