using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Remote.Tests.Support;

/// <summary>An agent that does what a test says, whatever the protocol allows.</summary>
internal sealed class RawAgent : IDisposable
{
    private readonly RemoteSite site;
    private readonly GrpcChannel channel;
    private readonly BlockingCollection<ServerMessage> heard = [];
    private readonly TestLink link;

    public RawAgent(RemoteSite site, string id = "evil", string? server = null)
    {
        this.site = site;
        channel = DataHost.Channel(site.Port, id);
        link = new TestLink(id, server ?? "SRV-" + id, "one", heard.Add);
        site.Agents.Connect(link, []);
    }

    public string Server => link.ServerName;

    /// <summary>The next message of a kind; others are passed over.</summary>
    public ServerMessage Hear(ServerMessage.MessageOneofCase kind)
    {
        while (true)
        {
            var message = heard.Take(Until.Deadline());
            if (message.MessageCase == kind) return message;
        }
    }

    public StartBackup HearBackup() => Hear(ServerMessage.MessageOneofCase.Backup).Backup;

    public void Say(AgentMessage message) => site.Agents.Received(link, message);

    public void Finish(JobAttempt job, byte[] root) =>
        Say(new AgentMessage { Finished = new JobFinished { Job = job, Table = new TableRoot { Root = Google.Protobuf.ByteString.CopyFrom(root) } } });

    public void Finish(JobAttempt job, byte[] root, ApplicationDocument? document) => Say(new AgentMessage
    {
        Finished = new JobFinished { Job = job, Table = new TableRoot { Root = Google.Protobuf.ByteString.CopyFrom(root) }, Document = document },
    });

    public AsyncDuplexStreamingCall<DataUp, DataDown> Call() => new AgentData.AgentDataClient(channel).Transfer(cancellationToken: Until.Deadline());

    public AsyncDuplexStreamingCall<LogUp, LogDown> Follow() => new AgentData.AgentDataClient(channel).Follow(cancellationToken: Until.Deadline());

    /// <summary>A stream that has been opened for an attempt.</summary>
    public async Task<AsyncDuplexStreamingCall<DataUp, DataDown>> Open(JobAttempt job)
    {
        var call = Call();
        await call.RequestStream.WriteAsync(new DataUp { Open = new Open { Job = job } });
        Assert.Equal(DataDown.MessageOneofCase.Opened, (await Answer(call)).MessageCase);
        return call;
    }

    public static async Task<DataDown> Answer(AsyncDuplexStreamingCall<DataUp, DataDown> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Until.Deadline()), "the server ended the stream without a word");
        return call.ResponseStream.Current;
    }

    public static async Task<DataDown> Ask(AsyncDuplexStreamingCall<DataUp, DataDown> call, DataUp message)
    {
        await call.RequestStream.WriteAsync(message);
        return await Answer(call);
    }

    public static async Task AssertRefused(AsyncDuplexStreamingCall<DataUp, DataDown> call, DataUp message, ErrorCode code)
    {
        var answer = await Ask(call, message);
        Assert.Equal(DataDown.MessageOneofCase.Failure, answer.MessageCase);
        Assert.Equal((uint)code, answer.Failure.Code);
        Assert.False(await call.ResponseStream.MoveNext(Until.Deadline()));
    }

    public void Dispose()
    {
        site.Agents.Disconnect(link);
        channel.Dispose();
        heard.Dispose();
    }
}
