using Grpc.Core;
using Holdfast.Agent.Control;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Agents;

public sealed class ControlTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Restart_OfTheServer_AgentComesBackOnTheSamePort()
    {
        await using var site = await AgentSite.Start();
        var (folder, agent) = await site.Enroll();
        await using var connected = new ConnectedAgent(folder, site.Time);
        connected.Running.Add(new JobAttempt { Job = "j1", Attempt = 2 });
        var (first, _) = await site.Jobs.NextConnected();
        var port = site.Part.Port;
        await site.Restart();
        Assert.Equal(port, site.Part.Port);
        var (second, running) = await site.Jobs.NextConnected();
        Assert.NotSame(first, second);
        Assert.Equal(first.Incarnation, second.Incarnation);
        Assert.Equal(new JobAttempt { Job = "j1", Attempt = 2 }, Assert.Single(running));
        Assert.Equal("ok", site.Details(agent.AgentId).State);
    }

    [Fact]
    public async Task Connect_SecondStreamOfOneAgent_EndsTheFirst()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var first = await raw.Connect(RawAgent.Hello(incarnation: "one"));
        await site.Jobs.NextConnected();
        using var second = await raw.Connect(RawAgent.Hello(incarnation: "two"));
        var ended = await Assert.ThrowsAsync<RpcException>(() => CertificateTests.Drain(first));
        Assert.Equal(ErrorCode.AgentReplaced, GatewayFailure.Of(ended, site.Address).Code);
        var (link, _) = await site.Jobs.NextConnected();
        Assert.Equal("two", link.Incarnation);
        Assert.Same(link, site.Part.Connected.Find(agent.AgentId));
    }

    [Fact]
    public async Task Connect_FirstMessageIsNotHello_IsRefused()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var call = raw.Control.Connect(cancellationToken: RunningServer.Deadline());
        await call.RequestStream.WriteAsync(new AgentMessage { Heartbeat = new Heartbeat { Number = 1 } });
        var failure = await Assert.ThrowsAsync<RpcException>(() => CertificateTests.Drain(call));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
    }

    [Fact]
    public async Task Messages_SentTwice_ReachTheJobsTwiceAndAnswersCountOnce()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var call = await raw.Connect();
        var (link, _) = await site.Jobs.NextConnected();
        var asking = link.Ask(new Ask { Path = "/data" }, patience, RunningServer.Deadline());
        var ask = await Next(call, ServerMessage.MessageOneofCase.Ask);
        var answer = new AgentMessage { Answer = new Answer { Request = ask.Ask.Request, Path = new PathState { Path = "/data", Exists = true } } };
        var lie = new AgentMessage { Answer = new Answer { Request = ask.Ask.Request, Path = new PathState { Path = "/data", Exists = false } } };
        await call.RequestStream.WriteAsync(answer);
        await call.RequestStream.WriteAsync(answer);
        await call.RequestStream.WriteAsync(lie);
        Assert.True((await asking).Path.Exists);
        // Replayed Hello and answers have not ended the stream.
        await call.RequestStream.WriteAsync(new AgentMessage { Hello = RawAgent.Hello(incarnation: "other") });
        var finished = new AgentMessage { Finished = new JobFinished { Job = new JobAttempt { Job = "j", Attempt = 1 }, Done = true } };
        await call.RequestStream.WriteAsync(finished);
        await call.RequestStream.WriteAsync(finished);
        Assert.Equal(finished, await site.Jobs.NextMessage());
        Assert.Equal(finished, await site.Jobs.NextMessage());
        Assert.Equal("one", link.Incarnation);
        Assert.True(link.IsOpen);
    }

    [Fact]
    public async Task Heartbeat_OfAnAgent_IsGivenBackAndIsContact()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var call = await raw.Connect();
        await site.Jobs.NextConnected();
        site.Time.Advance(TimeSpan.FromSeconds(90));
        await call.RequestStream.WriteAsync(new AgentMessage { Heartbeat = new Heartbeat { Number = 7 } });
        Assert.Equal(7ul, (await Next(call, ServerMessage.MessageOneofCase.Heartbeat)).Heartbeat.Number);
        Assert.Equal(site.Time.GetUtcNow(), site.Details(agent.AgentId).LastContact);
    }

    [Fact]
    public async Task Ask_AgentThatSaysNothing_IsNotResponding()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var call = await raw.Connect();
        var (link, _) = await site.Jobs.NextConnected();
        var asking = link.Ask(new Ask { Inventory = true }, TimeSpan.FromSeconds(30), RunningServer.Deadline());
        await Next(call, ServerMessage.MessageOneofCase.Ask);
        site.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(ErrorCode.AgentNotResponding, (await Assert.ThrowsAsync<HoldfastException>(() => asking)).Code);
    }

    [Fact]
    public async Task Ask_AgentThatLeaves_IsUnreachable()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var call = await raw.Connect();
        var (link, _) = await site.Jobs.NextConnected();
        var asking = link.Ask(new Ask { Inventory = true }, patience, RunningServer.Deadline());
        await call.RequestStream.CompleteAsync();
        Assert.Equal(ErrorCode.AgentUnreachable, (await Assert.ThrowsAsync<HoldfastException>(() => asking)).Code);
        Assert.Same(link, await site.Jobs.NextDisconnected());
        Assert.Null(site.Part.Connected.Find(agent.AgentId));
    }

    [Fact]
    public async Task Ask_RealAgent_ListsFoldersAndSaysWhatIsNotThere()
    {
        await using var site = await AgentSite.Start();
        var (folder, _) = await site.Enroll();
        await using var connected = new ConnectedAgent(folder, site.Time);
        var (link, _) = await site.Jobs.NextConnected();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "notes.txt"), "12345");
        var listing = (await link.Ask(new Ask { List = folder.Path }, patience, RunningServer.Deadline())).Listing;
        Assert.Equal(5, listing.Entries.Single(entry => entry.Name == "notes.txt").Size);
        Assert.True(listing.Entries.Single(entry => entry.Name == "logs").IsFolder);
        var missing = await Assert.ThrowsAsync<HoldfastException>(() => link.Ask(new Ask { List = Path.Combine(folder.Path, "none") }, patience, RunningServer.Deadline()));
        Assert.Equal(ErrorCode.PathNotFound, missing.Code);
        Assert.False((await link.Ask(new Ask { Path = Path.Combine(folder.Path, "none") }, patience, RunningServer.Deadline())).Path.Exists);
    }

    [Fact]
    public async Task Ask_Script_RunsItOnTheAgent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is one of Unix.");
        await using var site = await AgentSite.Start();
        var (folder, _) = await site.Enroll();
        await using var connected = new ConnectedAgent(folder, site.Time);
        var (link, _) = await site.Jobs.NextConnected();
        var script = new Script { TimeoutSeconds = 20 };
        script.Arguments.AddRange(["/bin/echo", "$HOME; exit 3"]);
        var result = (await link.Ask(new Ask { Script = script }, patience, RunningServer.Deadline())).Script;
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("$HOME; exit 3\n", result.Output.ToStringUtf8());
    }

    [Fact]
    public async Task Throttle_Changed_ReachesTheAgentNowAndAfterARestart()
    {
        await using var site = await AgentSite.Start();
        var (folder, agent) = await site.Enroll();
        await using var connected = new ConnectedAgent(folder, site.Time);
        Assert.Equal(0, (await connected.NextThrottle()).WorkBytesPerSecond);
        site.Part.Registry.SetThrottle("fileserver", new AgentThrottle(8, 80, 8 * 60, 17 * 60 + 30, ["Monday", "Saturday"]));
        var changed = await connected.NextThrottle();
        Assert.Equal(1_000_000, changed.WorkBytesPerSecond);
        Assert.Equal(10_000_000, changed.OtherBytesPerSecond);
        Assert.Equal((480u, 1050u, 0b100_0010u), (changed.WorkStart, changed.WorkEnd, changed.WorkDays));
        await site.Restart();
        Assert.Equal(changed, await connected.NextThrottle());
        Assert.Equal(8, site.Details(agent.AgentId).Throttle.WorkMbps);
    }

    [Theory]
    [InlineData(-1, 0, 0, 0, "Monday")]
    [InlineData(10_001, 0, 0, 0, "Monday")]
    [InlineData(1, 0, 1440, 0, "Monday")]
    [InlineData(1, 0, 0, 0, "3")]
    public async Task Throttle_OutOfBounds_IsRefused(int work, int other, int start, int end, string day)
    {
        await using var site = await AgentSite.Start();
        await site.Enroll();
        var failure = Assert.Throws<HoldfastException>(() => site.Part.Registry.SetThrottle("fileserver", new AgentThrottle(work, other, start, end, [day])));
        Assert.Equal(ErrorCode.BadThrottle, failure.Code);
    }

    private static async Task<ServerMessage> Next(AsyncDuplexStreamingCall<AgentMessage, ServerMessage> call, ServerMessage.MessageOneofCase wanted)
    {
        while (await call.ResponseStream.MoveNext(RunningServer.Deadline()))
            if (call.ResponseStream.Current.MessageCase == wanted) return call.ResponseStream.Current;
        throw new InvalidOperationException($"The stream ended without {wanted}.");
    }
}
