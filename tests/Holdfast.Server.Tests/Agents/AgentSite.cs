using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Server.Agents;
using Holdfast.Server.Agents.Enrolling;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Agents;

/// <summary>The agents' half of a server with a real gateway on a real port, in a temporary folder, under a clock of the test's.</summary>
internal sealed class AgentSite : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-agents-").FullName;
    private readonly AgentProtocol protocol;

    private AgentSite(AgentProtocol protocol)
    {
        this.protocol = protocol;
        Time.SetUtcNow(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    }

    public SteppedClock Time { get; } = new();

    public RecordedAudit Audit { get; } = new();

    public RecordedJobs Jobs { get; } = new();

    public ServerCatalog Catalog { get; private set; } = null!;

    public AlertBoard Alerts { get; private set; } = null!;

    public AgentsPart Part { get; private set; } = null!;

    public string Data => Path.Combine(folder, "data");

    public static async Task<AgentSite> Start(AgentProtocol? protocol = null)
    {
        var site = new AgentSite(protocol ?? AgentProtocol.Own);
        Directory.CreateDirectory(Path.Combine(site.Data, "catalog"));
        await site.Launch();
        return site;
    }

    public async Task Launch(AgentProtocol? other = null)
    {
        Catalog = ServerCatalog.Open(Path.Combine(Data, "catalog", "holdfast.db"));
        Alerts = new AlertBoard(Catalog.Alerts, Time);
        Part = new AgentsPart(Catalog, Alerts, Audit, new AgentsPlace(Data, LoopbackOnly(), other ?? protocol, () => IsDomainController), Time, NullLogger.Instance);
        Part.Connected.Register(Jobs);
        await Part.Begin(0);
    }

    public async Task Stop()
    {
        await Part.DisposeAsync();
        Catalog.Dispose();
    }

    public async Task Restart(AgentProtocol? other = null)
    {
        await Stop();
        await Launch(other);
    }

    public bool IsDomainController { get; set; }

    public Task<AgentToken> Token(string? host = null) => Part.CreateToken(new AgentTokenRequest(host));

    public AgentFolder NewFolder() => new(Path.Combine(folder, "agent-" + Guid.NewGuid().ToString("N")));

    /// <summary>An enrolled agent that is not connected.</summary>
    public async Task<(AgentFolder Folder, EnrolledAgent Agent)> Enroll(string name = "fileserver", string? host = null)
    {
        var token = await Token(host);
        var agentFolder = NewFolder();
        return (agentFolder, await Enroll(token, agentFolder, name));
    }

    public Task<EnrolledAgent> Enroll(AgentToken token, AgentFolder agentFolder, string name, bool again = false) =>
        new AgentEnrollment(agentFolder, new PlatformTls(Time)).Enroll(Address, token.Token, name, again, RunningServer.Deadline());

    /// <summary>The gateway as an agent on the same computer reaches it, whatever the computer is called.</summary>
    public Uri Address => new($"https://127.0.0.1:{Part.Port}");

    public AgentDetails Details(string agent) => Part.Registry.Get(agent);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }

    private Settings LoopbackOnly()
    {
        var file = Path.Combine(Data, "settings.json");
        File.WriteAllText(file, """{ "agentAddress": "127.0.0.1" }""");
        return Settings.Load(file, AgentSettings.Keys);
    }
}
