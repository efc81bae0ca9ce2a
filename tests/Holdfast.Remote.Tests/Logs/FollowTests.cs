using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Remote.Tests.Support;
using Holdfast.Workloads.Applications;

namespace Holdfast.Remote.Tests.Logs;

/// <summary>A log that an agent follows: what the application was told to be safe is in the pool, whatever breaks.</summary>
public sealed class FollowTests
{
    private const string Secret = "Pa55word-that-nobody-sees";

    [Fact]
    public async Task Follow_ConnectionResetAfterAnyByte_LosesNothingAndRepeatsNothing()
    {
        await using var site = await RemoteSite.Start();
        foreach (var after in new long[] { 0, 300, 900, 50_000, 123_457, 300_000 })
        {
            site.Engine.Applications.DeleteLogs(FollowedTape.Source.Id);
            var tape = new Tape(400_000);
            using var proxy = new CuttingProxy(site.Port, after);
            using var agent = site.Agent("cut" + after, port: proxy.Port, workloads: [tape]);
            using var followed = new FollowedTape(site, agent.Server).Start();
            var kept = await followed.All(tape);
            Assert.Equal(tape.Bytes, kept);
            Assert.Equal((1, "0"), (proxy.Broken, followed.State!.Start));
            Assert.All(followed.Ends, end => Assert.IsType<HoldfastException>(end)); // the tape never missed what it had forgotten
        }
    }

    [Fact]
    public async Task Follow_AgentKilledBetweenCommits_TheNextProcessGoesOn()
    {
        await using var site = await RemoteSite.Start();
        var tape = new Tape(400_000);
        using var half = new ManualResetEventSlim();
        tape.Committing = at =>
        {
            if (at >= 200_000) half.Set();
        };
        var first = site.Agent(workloads: [tape]);
        using var followed = new FollowedTape(site, first.Server).Start();
        half.Wait(Until.Deadline());
        first.Dispose();
        tape.Committing = null;
        using var second = site.Agent(workloads: [tape]);
        Assert.Equal(tape.Bytes, await followed.All(tape));
        Assert.True(tape.Opened >= 2);
    }

    [Fact]
    public async Task Follow_ServerStopsInTheMiddle_CommitsWhatHasComeAndLetsGo()
    {
        await using var site = await RemoteSite.Start();
        var tape = new Tape(1_500_000);
        using var reached = new ManualResetEventSlim();
        tape.Committing = at =>
        {
            if (at >= 400_000) reached.Set();
        };
        using var agent = site.Agent(workloads: [tape]);
        using (var followed = new FollowedTape(site, agent.Server).Start())
        {
            reached.Wait(Until.Deadline());
            await followed.Stop();
            // What the tape forgot is kept, and what is kept it has been told of: nothing was under way any more.
            Assert.Equal($"{tape.Forgotten}", followed.State!.End);
            Assert.Equal(tape.Bytes[..tape.Forgotten], followed.Kept());
        }
        tape.Committing = null;
        using var again = new FollowedTape(site, agent.Server).Start();
        Assert.Equal(tape.Bytes, await again.All(tape));
    }

    [Fact]
    public async Task Follow_ApplicationLostItsLog_SaysThatTheChainIsBroken()
    {
        await using var site = await RemoteSite.Start();
        var tape = new Tape(100_000);
        using var agent = site.Agent(workloads: [tape]);
        using (var followed = new FollowedTape(site, agent.Server).Start()) await followed.All(tape);
        site.Engine.Applications.DeleteLogs(FollowedTape.Source.Id);
        using var late = new FollowedTape(site, agent.Server);
        var broken = Assert.IsType<WorkloadException>(late.Once("", Until.Deadline()));
        Assert.Equal((WorkloadFault.ChainBroken, "Byte 0 is wound off.", "Begin anew."), (broken.Fault, broken.Message, broken.Remedy));
    }

    [Fact]
    public async Task Follow_AgentIsAwayOrTooOld_SaysSoAndTellsItNothing()
    {
        await using var site = await RemoteSite.Start();
        using var nobody = new FollowedTape(site, "SRV-agent1");
        Assert.Equal(ErrorCode.AgentUnreachable, Assert.IsType<HoldfastException>(nobody.Once(Secret, Until.Deadline())).Code);
        using var old = site.Agent(workloads: [new Tape(10)], protocol: 2);
        using var followed = new FollowedTape(site, old.Server);
        Assert.Equal(ErrorCode.ApplicationElsewhere, Assert.IsType<HoldfastException>(followed.Once(Secret, Until.Deadline())).Code);
        Assert.Empty(old.Heard);
    }

    [Fact]
    public async Task Password_OfAFollowedLog_IsInNoTextAndOnNoDisk()
    {
        await using var site = await RemoteSite.Start();
        var (tape, log) = (new Tape(10_000), new CapturedLog());
        using var agent = site.Agent(workloads: [tape], log: log);
        using var other = site.Agent("agent2", workloads: [tape]);
        using (var followed = new FollowedTape(site, agent.Server).Start(Secret)) await followed.All(tape);
        Assert.Equal(Secret, tape.Seen!.Password);
        Assert.Empty(other.Heard);
        Assert.Contains(agent.Heard, message => message.Follow is not null);
        Assert.All(agent.Heard, message => Assert.DoesNotContain(Secret, message.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, log.Text, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(agent.OwnFolder, "*", SearchOption.AllDirectories)) Assert.DoesNotContain(Secret, File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_StreamThatNobodyAskedThisAgentFor_GetsNothing()
    {
        await using var site = await RemoteSite.Start();
        using var asked = new RawAgent(site);
        using var other = new RawAgent(site, "thief");
        using var followed = new FollowedTape(site, asked.Server).Start();
        var order = asked.Hear(ServerMessage.MessageOneofCase.Follow).Follow;
        foreach (var (thief, id) in ((RawAgent, string)[])[(other, order.Log), (asked, "0123456789abcdef0123456789abcdef"), (asked, "")])
        {
            using var refused = thief.Follow();
            await refused.RequestStream.WriteAsync(new LogUp { Open = new LogOpen { Log = id } });
            Assert.True(await refused.ResponseStream.MoveNext(Until.Deadline()));
            Assert.Equal((uint)ErrorCode.AttemptUnknown, refused.ResponseStream.Current.Failure.Code);
        }
        using var good = asked.Follow();
        Assert.Equal(IntervalMilliseconds, await Open(good, order.Log));
    }

    [Fact]
    public async Task Follow_MessageThatCannotBe_EndsTheStreamAndKeepsNothingOfIt()
    {
        await using var site = await RemoteSite.Start();
        using var evil = new RawAgent(site);
        using var followed = new FollowedTape(site, evil.Server);
        LogUp[] good = [new() { Begin = new LogBegin { Start = "0" } }, Piece("a", 10), Piece("b", 10), new() { Commit = new LogCommit { End = "20" } }];
        LogUp[] bad =
        [
            Piece("", 1), Piece("../x", 1), Piece(new string('x', 256), 1), Piece("b", 0), Piece("b", DataLimits.LargestLogPiece + 1), Piece("a", 1), new() { Begin = new LogBegin { Start = "5" } },
            new() { Commit = new LogCommit() }, new() { Commit = new LogCommit { End = "30", Covered = long.MaxValue } }, new() { Open = new LogOpen { Log = "x" } }, new(),
        ];
        foreach (var message in bad)
        {
            site.Engine.Applications.DeleteLogs(FollowedTape.Source.Id);
            var run = RemoteSite.OnThread(() => followed.Once("", Until.Deadline()));
            using var call = evil.Follow();
            await Open(call, evil.Hear(ServerMessage.MessageOneofCase.Follow).Follow.Log);
            foreach (var first in good) await call.RequestStream.WriteAsync(first);
            Assert.True(await call.ResponseStream.MoveNext(Until.Deadline()));
            await call.RequestStream.WriteAsync(message);
            Assert.Equal(ErrorCode.AgentMessageRefused, Assert.IsType<HoldfastException>(await run).Code);
            Assert.Equal(("20", 20), (followed.State!.End, followed.Kept().Length));
        }
    }

    private const int IntervalMilliseconds = 3000;

    /// <returns>Milliseconds that the server wants between commits.</returns>
    private static async Task<int> Open(Grpc.Core.AsyncDuplexStreamingCall<LogUp, LogDown> call, string id)
    {
        await call.RequestStream.WriteAsync(new LogUp { Open = new LogOpen { Log = id } });
        Assert.True(await call.ResponseStream.MoveNext(Until.Deadline()));
        return (int)call.ResponseStream.Current.Opened.IntervalMilliseconds;
    }

    private static LogUp Piece(string name, int length) => new() { Append = new LogPiece { Name = name, Content = ByteString.CopyFrom(new byte[length]) } };
}
