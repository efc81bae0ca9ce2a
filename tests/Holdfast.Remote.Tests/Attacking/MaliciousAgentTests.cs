using Google.Protobuf;
using Grpc.Core;
using Holdfast.Agent.Remote;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Remote.Tests.Support;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Remote.Tests.Attacking;

public sealed class MaliciousAgentTests : IAsyncLifetime
{
    private static readonly byte[] secret = TempTree.Content(77, 100_000), own = TempTree.Content(78, 50_000);
    private RemoteSite site = null!;
    private RawAgent evil = null!;
    private Task<(PointState Point, LiveJob Job)> job = null!;
    private StartBackup start = null!;
    private TestChunks chunks = null!;

    /// <summary>An honest agent has backed up a secret; a malicious one has been given a job of its own.</summary>
    public async ValueTask InitializeAsync()
    {
        site = await RemoteSite.Start();
        using var tree = new TempTree();
        tree.Write("secret", secret);
        tree.Write("large", TempTree.Content(79, 700_000));
        using (var honest = site.Agent("honest")) await site.BackUp(RemoteSite.Request(honest.Server, tree.Root));
        evil = new RawAgent(site);
        job = site.BackUp(RemoteSite.Request(evil.Server, "/evil"));
        start = evil.HearBackup();
        chunks = new TestChunks(start.ChunkIdKey.ToByteArray());
    }

    public async ValueTask DisposeAsync()
    {
        evil.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Store_BytesThatAreNotWhatTheIdPromises_FailsTheJob()
    {
        using var call = await evil.Open(start.Job);
        var head = chunks.Head(own);
        await RawAgent.AssertRefused(call, TestChunks.Store(head, TempTree.Content(1, own.Length)), ErrorCode.ChunkNotAsNamed);
        await AssertFails(ErrorCode.ChunkNotAsNamed);
    }

    [Fact]
    public async Task Commit_TableThatNamesAForeignChunk_FailsTheJob()
    {
        using var call = await evil.Open(start.Job);
        var (root, messages) = chunks.Table(SecretId(), secret.Length);
        foreach (var message in messages) Assert.NotNull((await RawAgent.Ask(call, message)).Stored);
        evil.Finish(start.Job, TableRootBytes.Write(root));
        await AssertFails(ErrorCode.ForeignChunkNamed);
    }

    [Fact]
    public async Task Commit_TableThatWasSentAsContent_FailsTheJob()
    {
        using var call = await evil.Open(start.Job);
        var (root, messages) = chunks.Table(SecretId(), secret.Length);
        foreach (var message in messages)
        {
            foreach (var head in message.Store.Chunks) head.Kind = (uint)ChunkKind.Content;
            Assert.NotNull((await RawAgent.Ask(call, message)).Stored);
        }
        evil.Finish(start.Job, TableRootBytes.Write(root));
        await AssertFails(ErrorCode.ForeignChunkNamed);
    }

    [Fact]
    public async Task Commit_RootThatWasNeverSent_FailsTheJob()
    {
        var (root, _) = chunks.Table(chunks.IdOf(own), own.Length);
        evil.Finish(start.Job, TableRootBytes.Write(root));
        await AssertFails(ErrorCode.ForeignChunkNamed);
    }

    [Fact]
    public async Task Commit_TableAtAnotherHeight_FailsTheJob()
    {
        using var call = await evil.Open(start.Job);
        await RawAgent.Ask(call, chunks.Store(own));
        var (root, messages) = chunks.Table(chunks.IdOf(own), own.Length);
        foreach (var message in messages) await RawAgent.Ask(call, message);
        evil.Finish(start.Job, TableRootBytes.Write(root with { Level = 1 }));
        await AssertFails(ErrorCode.ForeignChunkNamed);
    }

    [Fact]
    public async Task Store_BlockThatIsNone_FailsTheJob()
    {
        using var call = await evil.Open(start.Job);
        await RawAgent.AssertRefused(call, chunks.Store(own, ChunkKind.ItemBlock), ErrorCode.ChunkNotAsNamed);
        await AssertFails(ErrorCode.ChunkNotAsNamed);
    }

    [Fact]
    public async Task Pin_ForeignChunk_IsUnknownAndMustBeSent()
    {
        using var call = await evil.Open(start.Job);
        var stranger = chunks.IdOf("nobody has this"u8);
        var answer = await RawAgent.Ask(call, new DataUp { Pin = new Pin { Sequence = 1, Ids = TestChunks.Bytes(SecretId(), stranger) } });
        Assert.Equal([0], answer.Pinned.Known.ToByteArray());

        // Sent, it is acknowledged as any other; from then on it is the agent's own as well.
        Assert.NotNull((await RawAgent.Ask(call, chunks.Store(secret))).Stored);
        answer = await RawAgent.Ask(call, new DataUp { Pin = new Pin { Sequence = 2, Ids = TestChunks.Bytes(SecretId(), stranger) } });
        Assert.Equal([1], answer.Pinned.Known.ToByteArray());
    }

    [Fact]
    public async Task Read_ForeignChunk_IsToldApartFromNoneByNothing()
    {
        using var call = await evil.Open(start.Job);
        var stranger = chunks.IdOf("nobody has this"u8);
        var foreign = (await RawAgent.Ask(call, new DataUp { Read = new Read { Sequence = 1, Ids = TestChunks.Bytes(SecretId()) } })).Chunk;
        Assert.NotNull((await RawAgent.Answer(call)).ReadDone);
        var absent = (await RawAgent.Ask(call, new DataUp { Read = new Read { Sequence = 1, Ids = TestChunks.Bytes(stranger) } })).Chunk;
        Assert.NotEmpty(foreign.Unavailable);
        Assert.Empty(foreign.Payload);
        (foreign.Id, absent.Id) = (ByteString.Empty, ByteString.Empty);
        Assert.Equal(absent, foreign);
    }

    public static TheoryData<string> Impossible => ["hugePlain", "payloadOfOthers", "noChunks", "shortId", "kind", "codec", "zero", "tooManyIds", "raggedIds", "noIds", "bombs", "secondOpen", "nothing"];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task Transfer_ImpossibleMessage_FailsTheJob(string how)
    {
        using var call = await evil.Open(start.Job);
        await RawAgent.AssertRefused(call, Message(how), ErrorCode.AgentMessageRefused);
        await AssertFails(ErrorCode.AgentMessageRefused);
    }

    [Fact]
    public async Task Store_SmallPayloadThatDecodesToMore_FailsTheJob()
    {
        using var call = await evil.Open(start.Job);
        var bomb = Compressed(new byte[16 << 20]);
        var head = chunks.Head(new byte[bomb.Length]);
        (head.Codec, head.PayloadLength) = ((uint)ChunkCodec.Zstd, (uint)bomb.Length);
        await RawAgent.AssertRefused(call, TestChunks.Store(head, bomb), ErrorCode.ChunkNotAsNamed);
        await AssertFails(ErrorCode.ChunkNotAsNamed);
    }

    [Fact]
    public async Task Open_AttemptOfAnotherAgentOrOfNobody_IsRefusedAndHarmsNobody()
    {
        using var other = new RawAgent(site, "third");
        foreach (var wrong in new[] { start.Job, new JobAttempt { Job = start.Job.Job, Attempt = start.Job.Attempt + 1 }, new JobAttempt { Job = "none", Attempt = 1 } })
        {
            using var call = other.Call();
            await RawAgent.AssertRefused(call, new DataUp { Open = new Open { Job = wrong } }, ErrorCode.AttemptUnknown);
        }
        other.Finish(start.Job, new byte[50]);
        other.Say(new AgentMessage { Progress = new JobProgress { Job = start.Job, Items = 99 } });
        Assert.Equal(0, (await Commit()).Report.Progress.ItemsFailed);
    }

    [Fact]
    public async Task Transfer_WithoutOpen_IsRefused()
    {
        using var call = evil.Call();
        await RawAgent.AssertRefused(call, chunks.Store(own), ErrorCode.AttemptUnknown);
    }

    [Fact]
    public async Task Transfer_AfterTheCommit_IsRefused()
    {
        using var early = await evil.Open(start.Job);
        await Commit();
        var answer = await RawAgent.Answer(early);
        Assert.Equal((uint)ErrorCode.AttemptUnknown, answer.Failure.Code);
        using var late = evil.Call();
        await RawAgent.AssertRefused(late, new DataUp { Open = new Open { Job = start.Job } }, ErrorCode.AttemptUnknown);
    }

    [Fact]
    public async Task Everything_Twice_ChangesNothing()
    {
        using AsyncDuplexStreamingCall<DataUp, DataDown> one = await evil.Open(start.Job), two = await evil.Open(start.Job);
        var (root, messages) = chunks.Table(chunks.IdOf(own), own.Length);
        // The table before what it names: only the commit needs all of it.
        foreach (var message in messages.Concat(messages)) Assert.NotNull((await RawAgent.Ask(one, message)).Stored);
        Assert.NotNull((await RawAgent.Ask(one, chunks.Store(own))).Stored);
        Assert.NotNull((await RawAgent.Ask(two, chunks.Store(own))).Stored);
        var progress = new JobProgress { Job = start.Job, Items = 2, BytesRead = own.Length };
        var notes = new JobNotes { Job = start.Job, First = 0, Notes = { new Note { Code = (uint)ErrorCode.ItemSkipped, Message = "left out", Item = ByteString.CopyFromUtf8("x") } } };
        for (var i = 0; i < 3; i++)
        {
            evil.Say(new AgentMessage { Progress = progress });
            evil.Say(new AgentMessage { Notes = notes });
        }
        evil.Finish(start.Job, TableRootBytes.Write(root));
        evil.Finish(start.Job, TableRootBytes.Write(root));
        var (point, ended) = await job;
        evil.Finish(start.Job, TableRootBytes.Write(root));
        Assert.Equal(start.Job, evil.Hear(ServerMessage.MessageOneofCase.FinishedSeen).FinishedSeen);
        Assert.Equal(start.Job, evil.Hear(ServerMessage.MessageOneofCase.FinishedSeen).FinishedSeen);
        Assert.Equal(2, ended.Report.Progress.Items);
        Assert.Single(ended.Report.Errors());
        Assert.Equal(point.Id, Assert.Single(site.Engine.Points(online: false), other => other.Server == evil.Server).Id);
    }

    private ChunkId SecretId() => chunks.IdOf(secret);

    private DataUp Message(string how)
    {
        var head = chunks.Head(own);
        switch (how)
        {
            case "hugePlain":
                head.PlainLength = uint.MaxValue;
                return TestChunks.Store(head, own);
            case "payloadOfOthers":
                head.PayloadLength = 10;
                return TestChunks.Store(head, own);
            case "noChunks":
                return new DataUp { Store = new Holdfast.Contracts.Agent.Store { Sequence = 1 } };
            case "shortId":
                head.Id = ByteString.CopyFrom(1, 2, 3);
                return TestChunks.Store(head, own);
            case "kind":
                head.Kind = 9;
                return TestChunks.Store(head, own);
            case "codec":
                head.Codec = 7;
                return TestChunks.Store(head, own);
            case "zero":
                (head.PlainLength, head.PayloadLength) = (0, 0);
                return TestChunks.Store(head, []);
            case "tooManyIds":
                return new DataUp { Pin = new Pin { Ids = ByteString.CopyFrom(new byte[(DataLimits.MostIds + 1) * DataLimits.IdSize]) } };
            case "raggedIds":
                return new DataUp { Pin = new Pin { Ids = ByteString.CopyFrom(new byte[33]) } };
            case "noIds":
                return new DataUp { Read = new Read { Sequence = 1 } };
            case "bombs":
                return Bombs();
            case "secondOpen":
                return new DataUp { Open = new Open { Job = start.Job } };
            default:
                return new DataUp();
        }
    }

    /// <summary>A few KiB that would keep a thread busy for a long time.</summary>
    private DataUp Bombs()
    {
        var zeros = new byte[16 << 20];
        var bomb = Compressed(zeros);
        var store = new Holdfast.Contracts.Agent.Store { Sequence = 1, Payload = ByteString.CopyFrom([.. bomb, .. bomb, .. bomb]) };
        var head = chunks.Head(zeros);
        (head.Codec, head.PayloadLength) = ((uint)ChunkCodec.Zstd, (uint)bomb.Length);
        store.Chunks.AddRange([head, head, head]);
        return new DataUp { Store = store };
    }

    private static byte[] Compressed(byte[] plain)
    {
        using var codecs = new ChunkCodecs();
        var scratch = new byte[plain.Length];
        Assert.Equal(ChunkCodec.Zstd, codecs.Encode(plain, scratch, CompressionPolicy.Default, out var length));
        return scratch[..length];
    }

    /// <summary>An honest end of the job.</summary>
    private async Task<LiveJob> Commit()
    {
        using var call = await evil.Open(start.Job);
        Assert.NotNull((await RawAgent.Ask(call, chunks.Store(own))).Stored);
        var (root, messages) = chunks.Table(chunks.IdOf(own), own.Length);
        foreach (var message in messages) Assert.NotNull((await RawAgent.Ask(call, message)).Stored);
        evil.Finish(start.Job, TableRootBytes.Write(root));
        return (await job).Job;
    }

    private async Task AssertFails(ErrorCode code)
    {
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => job);
        Assert.Equal(code, failure.Code);
        Assert.DoesNotContain(site.Engine.Points(online: false), point => point.Server == evil.Server);
    }
}
