using System.Net.Security;
using Holdfast.Agent.Control;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Programs;
using Holdfast.Server.Agents.Authority;
using Holdfast.Server.Agents.Enrolling;
using Holdfast.Server.Agents.Gateway;
using Holdfast.Server.Agents.Installing;
using Holdfast.Server.Agents.Watching;
using Holdfast.Server.Alerts;
using Holdfast.Server.Audit;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Holdfast.Server.Status;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents;

/// <summary>All that concerns remote agents, put together. The authority is made with the first token; without agents nothing of this is on the disk or listens.</summary>
internal sealed class AgentsPart : IAsyncDisposable
{
    private readonly ServerCatalog catalog;
    private readonly Settings settings;
    private readonly string dataDirectory;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly AlertBoard alerts;
    private readonly IAuditTrail audit;
    private readonly AgentRules rules;
    private readonly ConnectedAgents connected;
    private readonly AgentRegistry registry;
    private readonly AgentWatch watch;
    private readonly AgentGateway gateway;
    private readonly Lazy<AgentAuthority> authority;
    private readonly Lazy<RenewedCertificate> certificate;

    internal AgentsPart(ServerCatalog catalog, AlertBoard alerts, IAuditTrail audit, AgentsPlace place, TimeProvider time, ILogger log)
    {
        (this.catalog, this.alerts, this.audit, this.time, this.log) = (catalog, alerts, audit, time, log);
        (settings, dataDirectory) = (place.Settings, place.DataDirectory);
        rules = new AgentRules(
            place.Protocol, StatusRoutes.Version, TimeSpan.FromSeconds(settings.Get(AgentSettings.HeartbeatSeconds)!.Value),
            TimeSpan.FromMinutes(settings.Get(AgentSettings.UnreachableMinutes)!.Value), TimeSpan.FromDays(settings.Get(AgentSettings.StaleDays)!.Value));
        connected = new ConnectedAgents(log);
        Tokens = new TokenDesk(catalog.AgentTokens, audit, place.IsDomainController, time);
        var stale = new StaleLimits(catalog.Sources, catalog.Groups, rules);
        registry = new AgentRegistry(catalog.Agents, connected, rules, stale, audit, time);
        watch = new AgentWatch(catalog.Agents, connected, new AgentAlerts(alerts, rules, time), stale, rules, time, log) { Sweep = DropExpired };
        authority = new Lazy<AgentAuthority>(() => AgentAuthority.Open(Path.Combine(dataDirectory, "secrets", "agents.pem"), time));
        certificate = new Lazy<RenewedCertificate>(() =>
            new RenewedCertificate(() => authority.Value.IssueForGateway(settings.Get(AgentSettings.ServerName)), AgentAuthority.LeafLifetime, time));
        gateway = new AgentGateway(new GatewayPlace(Path.Combine(dataDirectory, "agent-gateway.json")), settings, Build, log);
    }

    internal IConnectedAgents Connected => connected;

    internal AgentRegistry Registry => registry;

    /// <summary>Further services of the gateway; added before <see cref="Begin"/>.</summary>
    internal IList<GatewayPart> Parts { get; } = [];

    /// <summary>0 while no port is open.</summary>
    internal int Port => gateway.Port;

    /// <summary>What this server shows of itself to whoever comes from other computers.</summary>
    internal SslStreamCertificateContext ServerCertificate => certificate.Value.Current;

    /// <summary>The certificate (PEM) that signed it.</summary>
    internal string AuthorityPem => authority.Value.Certificate.ExportCertificatePem() + "\n";

    /// <summary>Under which other computers reach this one.</summary>
    internal string ServerName => settings.Get(AgentSettings.ServerName) ?? ComputerNames.Find([]).Names[0];

    internal AgentWatch Watch => watch;

    internal TokenDesk Tokens { get; }

    internal void Map(ApiRouter routes)
    {
        new AgentRoutes(registry, Tokens, watch, new AskDesk(AskDesk.StandardFinders, time, log), CreateToken).Map(routes);
        var programs = new AgentPrograms(dataDirectory, AppContext.BaseDirectory, StatusRoutes.Version);
        new InstallerRoutes(new InstallerDesk(programs, settings, () => gateway.Port == 0 ? null : gateway.Url), registry, rules).Map(routes);
    }

    /// <summary>The first token opens the agents' port.</summary>
    internal async Task<AgentToken> CreateToken(AgentTokenRequest request)
    {
        Tokens.Admit();
        var pin = authority.Value.KeyHash;
        await gateway.Open();
        alerts.Resolve(ErrorCode.AgentGatewayClosed, "agents");
        return Tokens.Create(request, pin, gateway.Url);
    }

    /// <summary>For the status: the remote agents beside the local one.</summary>
    internal IEnumerable<AgentInfo> Brief() => registry.List().Agents.Select(agent => new AgentInfo(
        agent.Id, agent.Name, agent.Name, agent.State is "ok" or "updateNeeded" ? "connected" : "disconnected", agent.Version));

    /// <summary>Opens the port where agents are enrolled. That it cannot be opened is an alert: what is on this computer is protected all the same.</summary>
    internal async Task Begin(int apiPort)
    {
        gateway.ApiPort = apiPort;
        watch.Start();
        if (catalog.Agents.Count() == 0) return;
        try
        {
            await gateway.Open();
            alerts.Resolve(ErrorCode.AgentGatewayClosed, "agents");
        }
        catch (HoldfastException failure)
        {
            log.LogError(failure, "Agents cannot connect.");
            alerts.Raise(AlertBoard.Critical, failure.Code, "agents", failure.Message, failure.Remedy);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        connected.CloseAll(new HoldfastException(ErrorCode.ServerStopping, "The server is stopping."));
        await gateway.DisposeAsync();
        if (certificate.IsValueCreated) certificate.Value.Dispose();
        if (authority.IsValueCreated) authority.Value.Dispose();
    }

    private Microsoft.AspNetCore.Builder.WebApplication Build(System.Net.IPAddress address, int port)
    {
        var gate = new CertificateGate(authority.Value, catalog.Agents, time);
        var enroller = new Enroller(authority.Value, catalog.Agents, catalog.AgentTokens, audit, time);
        enroller.Reenrolled += id => connected.Close(id, new HoldfastException(ErrorCode.AgentRemoved, "The agent was enrolled anew."));
        var greeting = new AgentGreeting(catalog.Agents, enroller, alerts, rules, time);
        return new GatewayHost(gate, certificate.Value,
        [
            GatewayPart.Of(new EnrollmentService(enroller)), GatewayPart.Of(new ControlService(gate, enroller, connected, greeting, time, log)), .. Parts,
        ], log).Build(address, port);
    }

    private void DropExpired(DateTimeOffset before)
    {
        catalog.AgentTokens.DeleteExpiredBefore(CatalogTime.From(before));
        catalog.Agents.DeleteCertificatesEndedBefore(CatalogTime.From(before));
    }
}
