using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Agents;

/// <summary>The whole way over the API of a real server.</summary>
public sealed class AgentRoutesTests
{
    [Fact]
    public async Task TokenToRemoval_OverTheApi_Works()
    {
        await using var server = await RunningServer.Start();
        Assert.Empty((await server.Client.Agents.List()).Agents);
        var folder = await Enroll(server, "branch-office");
        await using var agent = new ConnectedAgent(folder, TimeProvider.System);
        await agent.NextThrottle();
        Assert.Equal("ok", (await server.Client.Agents.Get("BRANCH-OFFICE")).State);
        Assert.Contains((await server.Client.Status()).Agents, brief => brief is { Name: "branch-office", State: "connected" });
        Assert.Equal("used", Assert.Single((await server.Client.Agents.Tokens()).Tokens).State);
        Assert.True((await server.Client.Agents.Modify("branch-office", new ModifyAgentRequest(Roaming: true))).Roaming);
        Assert.Equal(5, (await server.Client.Agents.SetThrottle("branch-office", AgentThrottle.Unlimited with { OtherMbps = 5 })).Throttle.OtherMbps);
        Assert.Equal(625_000, (await agent.NextThrottle()).OtherBytesPerSecond);
        Assert.Contains((await server.Client.Agents.Browse("branch-office", folder.Path)).Items, item => item.Name == "agent.json");
        Assert.Equal("branch-office", (await server.Client.Agents.Inventory("branch-office")).Server);
        await server.Client.Agents.Remove("branch-office");
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Agents.Get("branch-office"))).Code);
    }

    [Fact]
    public async Task Local_WithoutAnyAgent_ShowsFoldersOfThisComputer()
    {
        await using var server = await RunningServer.Start();
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "shown")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "below"));
        var listing = await server.Client.Agents.Browse("local", folder);
        Assert.Equal(Environment.MachineName, listing.Server);
        Assert.Equal("below", Assert.Single(listing.Items).Name);
        Assert.NotEmpty((await server.Client.Agents.Browse("local")).Items);
        Assert.Equal(Environment.MachineName, (await server.Client.Agents.Inventory("local")).Server);
        var missing = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Agents.Browse("local", Path.Combine(folder, "missing")));
        Assert.Equal(ErrorCode.PathNotFound, missing.Code);
    }

    [Fact]
    public async Task Agent_NotConnected_CannotBeAsked()
    {
        await using var server = await RunningServer.Start();
        await Enroll(server, "away");
        Assert.Equal(ErrorCode.AgentUnreachable, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Agents.Inventory("away"))).Code);
    }

    [Fact]
    public async Task Token_RevokedOverTheApi_LetsNobodyIn()
    {
        await using var server = await RunningServer.Start();
        var token = await server.Client.Agents.CreateToken(new AgentTokenRequest());
        Assert.Equal("revoked", (await server.Client.Agents.RevokeToken(token.Id)).State);
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => Enroll(server, "late", token));
        Assert.Equal(ErrorCode.AgentTokenRefused, refused.Code);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("../x")]
    [InlineData("-x")]
    public async Task Token_ForABadName_IsRefused(string host)
    {
        await using var server = await RunningServer.Start();
        Assert.Equal(ErrorCode.BadAgentName, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Agents.CreateToken(new AgentTokenRequest(host)))).Code);
    }

    [Fact]
    public async Task Gateway_SpokenToWithoutTls_GivesNothing()
    {
        await using var server = await RunningServer.Start();
        await server.Client.Agents.CreateToken(new AgentTokenRequest());
        using var plain = new TcpClient();
        await plain.ConnectAsync(IPAddress.Loopback, Port(server));
        await plain.GetStream().WriteAsync("GET /api/v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray());
        var answer = new byte[100];
        var read = 0;
        try
        {
            read = await plain.GetStream().ReadAsync(answer, RunningServer.Deadline());
        }
        catch (IOException)
        {
            // Reset, which is no answer either.
        }
        Assert.False(answer.AsSpan(0, read).StartsWith("HTTP"u8));
    }

    [Fact]
    public async Task Gateway_AskedForTheApi_HasNone()
    {
        await using var server = await RunningServer.Start();
        await server.Client.Agents.CreateToken(new AgentTokenRequest());
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var http = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{Port(server)}/api/v1/status") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + server.Token);
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<AgentFolder> Enroll(RunningServer server, string name, AgentToken? token = null)
    {
        token ??= await server.Client.Agents.CreateToken(new AgentTokenRequest());
        var folder = new AgentFolder(Path.Combine(server.Folder, name));
        await new AgentEnrollment(folder, new PlatformTls(TimeProvider.System)).Enroll(new Uri($"https://127.0.0.1:{Port(server)}"), token.Token, name, again: false, RunningServer.Deadline());
        return folder;
    }

    private static int Port(RunningServer server)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(server.Data, "agent-gateway.json")));
        return document.RootElement.GetProperty("port").GetInt32();
    }
}
