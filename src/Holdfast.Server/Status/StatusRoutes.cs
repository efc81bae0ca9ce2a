using System.Reflection;
using Holdfast.Contracts.Api;
using Holdfast.Server.Agents;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Jobs;
using Holdfast.Server.Sources;
using Holdfast.Server.Vault;

namespace Holdfast.Server.Status;

/// <summary>GET ready, GET status, POST shutdown.</summary>
internal sealed class StatusRoutes(ServerCatalog catalog, IEngine engine, AlertBoard alerts, HealthCheck health, JobRunner runner, AgentsPart agents)
{
    /// <summary>Id under which this computer stands among the agents.</summary>
    internal const string LocalAgent = "local";

    internal static string Version { get; } =
        typeof(StatusRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    internal void Map(ApiRouter routes, string dataDirectory, DateTimeOffset started, Action shutdown)
    {
        routes.Get("ready", ApiJson.Default.ReadyInfo, _ => new ReadyInfo(true, Version));
        routes.Get("status", ApiJson.Default.StatusInfo, _ => Status(dataDirectory, started));
        routes.Post("shutdown", ApiJson.Default.Acknowledgement, call =>
        {
            call.Afterwards(shutdown);
            return new Acknowledgement(true);
        });
    }

    private StatusInfo Status(string dataDirectory, DateTimeOffset started)
    {
        health.LookAtDisks();
        var (pool, disks, sources) = (engine.Pool, engine.Disks, catalog.Sources.All());
        var (queued, running) = runner.Counts;
        var counts = alerts.Counts();
        return new StatusInfo(
            Version, Environment.ProcessId, dataDirectory, started,
            new PoolInfo(pool.Id, pool.Capacity, pool.Free, pool.Used, pool.Packs, pool.Chunks, disks.Count, pool.HasAllDisks),
            VaultView.Show(engine.Vault), [new AgentInfo(LocalAgent, SourceRegistry.LocalServer, SourceRegistry.LocalServer, "connected", Version), .. agents.Brief()],
            sources.Where(source => source.GroupId is not null).Select(source => source.Server).Distinct().Count(), catalog.Groups.All().Count, sources.Count,
            (int)Math.Min(catalog.Points.Count(), int.MaxValue), running, queued, counts.Critical + counts.Warning + counts.Informational, counts);
    }
}
