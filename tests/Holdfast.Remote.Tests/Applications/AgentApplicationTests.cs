using Holdfast.Agent.Applications;
using Holdfast.Agent.Control;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Remote.Tests.Support;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Remote.Tests.Applications;

public sealed class AgentApplicationTests
{
    private const string Secret = "Pa55word-that-nobody-sees";

    [Fact]
    public async Task BackUp_ThroughAnAgent_LooksLikeALocalOne()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook();
        using var agent = site.Agent(workloads: [notebook]);
        var request = RemoteSite.Application(agent.Server, Notebook.Address);
        var here = request.Backup.Source with { Id = "here", Server = "HERE" };

        var pages = notebook.Pages;
        notebook.Pages = pages[..200_000];
        var first = await site.BackUp(request);
        Local(site, notebook, here);
        notebook.Pages = pages;
        var second = await site.BackUp(request);
        Local(site, notebook, here);

        Assert.Equal(("full", "incremental"), (first.Application!.Type, second.Application!.Type));
        var (remote, local) = (Everything(site, request.Backup.Source.Id), Everything(site, "here"));
        Assert.Equal(2, remote.Documents.Count);
        Assert.Equal(local.Documents.Select(Comparable), remote.Documents.Select(Comparable));
        Assert.Equal(local.Files.Keys, remote.Files.Keys);
        Assert.Equal(pages, remote.Files["data/pages"]);
        Assert.Equal("red"u8.ToArray(), remote.Files["label"]);
        await Until.True(() => notebook.LetGo == 4);
        Assert.Equal(4, notebook.Committed);
    }

    [Fact]
    public async Task BackUp_NextOne_SendsOnlyWhatIsNew()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook { Pages = TempTree.Content(4, 3 << 20) };
        using var agent = site.Agent(workloads: [notebook]);
        var request = RemoteSite.Application(agent.Server, Notebook.Address);
        await site.BackUp(request);
        var job = site.Job(JobType.RecoveryPoint);
        notebook.Pages = [.. notebook.Pages, .. TempTree.Content(5, 100_000)];
        await site.BackUp(request, job);
        Assert.InRange(BytesSent(agent, job.Id), 1, 400_000);
    }

    [Fact]
    public async Task Committed_Never_BeforeThePointIsRecorded()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook();
        using var agent = site.Agent(workloads: [notebook]);
        var (recorded, early) = (false, false);
        notebook.Hears = () => early = !Volatile.Read(ref recorded) || site.Engine.Points(online: false).Count == 0;

        await site.BackUp(RemoteSite.Application(agent.Server, Notebook.Address), record: _ =>
        {
            Assert.Equal((0, 0), (notebook.Committed, notebook.LetGo));
            Volatile.Write(ref recorded, true);
        });
        await Until.True(() => notebook.LetGo == 1);

        Assert.False(early);
        Assert.Equal(1, notebook.Committed);
        await Until.True(() => Directory.GetDirectories(Path.Combine(agent.OwnFolder, "applications", "scratch")).Length == 0);
        var keep = Assert.Single(Directory.GetDirectories(Path.Combine(agent.OwnFolder, "applications", "keep")));
        Assert.Equal("kept", File.ReadAllText(Path.Combine(keep, "mark")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keep));
    }

    [Fact]
    public async Task Committed_AgentWasAwayThen_HearsItWhenItIsBack()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook();
        using var agent = site.Agent(workloads: [notebook]);
        await site.BackUp(RemoteSite.Application(agent.Server, Notebook.Address), record: _ => agent.Disconnect());
        Assert.Equal((0, 0), (notebook.Committed, notebook.LetGo));
        agent.Connect();
        await Until.True(() => notebook.LetGo == 1);
        Assert.Equal(1, notebook.Committed);
    }

    [Fact]
    public async Task BackUp_ServerDidNotRecordThePoint_ApplicationIsToldThatItFailed()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook();
        using var agent = site.Agent(workloads: [notebook]);
        await Assert.ThrowsAsync<InvalidDataException>(() => site.BackUp(RemoteSite.Application(agent.Server, Notebook.Address), record: _ => throw new InvalidDataException("The catalog is gone.")));
        agent.Disconnect();
        agent.Connect();
        await Until.True(() => notebook.LetGo == 1);
        Assert.Equal(0, notebook.Committed);
    }

    [Fact]
    public async Task BackUp_ConnectionResetAfterAnyByte_GoesOn()
    {
        await using var site = await RemoteSite.Start();
        foreach (var after in new long[] { 0, 400, 70_000, 400_000 })
        {
            var notebook = new Notebook { Pages = TempTree.Content((int)after + 1, 800_000) };
            using var proxy = new CuttingProxy(site.Port, after);
            using var agent = site.Agent("cut" + after, port: proxy.Port, workloads: [notebook]);
            var request = RemoteSite.Application(agent.Server, Notebook.Address);
            await site.BackUp(request);
            await Until.True(() => notebook.LetGo == 1);
            Assert.Equal((1, 1, 1), (proxy.Broken, notebook.Begun, notebook.Committed));
            Assert.Equal(notebook.Pages, Everything(site, request.Backup.Source.Id).Files["data/pages"]);
        }
    }

    [Fact]
    public async Task BackUp_AgentKilledInTheMiddle_TheNextProcessBeginsAnewAndOnePointIsMade()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook();
        using var reached = new ManualResetEventSlim();
        notebook.HalfWay = cancellation =>
        {
            reached.Set();
            cancellation.WaitHandle.WaitOne();
            cancellation.ThrowIfCancellationRequested();
        };
        var first = site.Agent(workloads: [notebook]);
        var running = site.BackUp(RemoteSite.Application(first.Server, Notebook.Address));
        reached.Wait(Until.Deadline());
        first.Dispose();
        Assert.Empty(site.Engine.Points(online: false));
        notebook.HalfWay = null;

        using var second = site.Agent(workloads: [notebook]);
        await running;
        await Until.True(() => notebook.LetGo == 1);
        Assert.Equal((2, 1), (notebook.Begun, notebook.Committed));
        Assert.Single(site.Engine.Points(online: false));
    }

    [Fact]
    public async Task Cancel_OnTheServer_StopsTheApplicationAndMakesNothing()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook();
        using var reached = new ManualResetEventSlim();
        notebook.HalfWay = cancellation =>
        {
            reached.Set();
            cancellation.WaitHandle.WaitOne();
            cancellation.ThrowIfCancellationRequested();
        };
        using var agent = site.Agent(workloads: [notebook]);
        var job = site.Job(JobType.RecoveryPoint);
        var running = site.BackUp(RemoteSite.Application(agent.Server, Notebook.Address), job);
        reached.Wait(Until.Deadline());
        job.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Until.True(() => agent.Work.Running.Count == 0);
        Assert.Equal(0, notebook.Committed);
        Assert.Empty(site.Engine.Points(online: false));
        Assert.Empty(Directory.GetDirectories(Path.Combine(agent.OwnFolder, "applications", "scratch")));
    }

    [Fact]
    public async Task BackUp_ChainIsBroken_TakesAFullOneInTheSameJob()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook { HasLostItsMark = true };
        using var agent = site.Agent(workloads: [notebook]);
        var job = site.Job(JobType.RecoveryPoint);
        var point = await site.BackUp(RemoteSite.Application(agent.Server, Notebook.Address), job);
        Assert.Equal("full", point.Application!.Type);
        Assert.Equal(ErrorCode.LogChainBroken, Assert.Single(job.Report.Errors()).Code);
        await Until.True(() => notebook.LetGo == 1);
        Assert.Equal(1, notebook.Committed);
    }

    [Fact]
    public async Task BackUp_ApplicationRefusesTheAccount_FailsWithItsReasonAndNoPassword()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook { Password = "another" };
        var log = new CapturedLog();
        using var agent = site.Agent(workloads: [notebook], log: log);
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => site.BackUp(RemoteSite.Application(agent.Server, Notebook.Address, password: Secret)));
        Assert.Equal((ErrorCode.ApplicationSignInRefused, "Set the credential."), (refused.Code, refused.Remedy));
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_Is_InNoLogNoTextAndNoJob()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook { Password = Secret, Hears = () => throw new InvalidOperationException("It does not listen.") };
        var log = new CapturedLog();
        using var agent = site.Agent(workloads: [notebook], log: log);
        var job = site.Job(JobType.RecoveryPoint);
        var request = RemoteSite.Application(agent.Server, Notebook.Address, password: Secret);
        await site.BackUp(request, job);
        await Until.True(() => notebook.LetGo == 1);

        Assert.Equal(Secret, agent.Heard.Select(message => message.Backup).OfType<StartBackup>().Single().Application.Site.Account.Password);
        Assert.Contains(Notebook.Address, log.Text, StringComparison.Ordinal);
        string[] texts =
        [
            log.Text, request.ToString(), site.Catalog.Jobs.ById(job.Id)!.ToString(), job.Row.ToString(), .. agent.Heard.Select(message => message.ToString()),
            .. agent.Said.Select(message => message.ToString()), notebook.Tasks[0].ToString(), new ServerMessage { Ask = new Ask { Describe = request.Site } }.ToString(),
        ];
        Assert.All(texts, text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(agent.OwnFolder, "*", SearchOption.AllDirectories)) Assert.DoesNotContain(Secret, File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackUp_AgentOfTheVersionBefore_IsRefusedAndHearsNothing()
    {
        await using var site = await RemoteSite.Start();
        using var agent = site.Agent(workloads: [new Notebook()], protocol: 1);
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => site.BackUp(RemoteSite.Application(agent.Server, Notebook.Address, password: Secret)));
        Assert.Equal(ErrorCode.ApplicationElsewhere, refused.Code);
        Assert.DoesNotContain(agent.Heard, message => message.Backup is not null);
    }

    [Fact]
    public async Task BackUp_StateTooLarge_IsRefusedOnTheAgent()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook { State = new byte[(1 << 20) + 1] };
        using var agent = site.Agent(workloads: [notebook]);
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => site.BackUp(RemoteSite.Application(agent.Server, Notebook.Address)));
        Assert.Equal(ErrorCode.ApplicationFailed, refused.Code);
        await Until.True(() => notebook.LetGo == 1);
        Assert.Equal(0, notebook.Committed);
    }

    [Theory]
    [InlineData("otherKind")]
    [InlineData("noType")]
    [InlineData("impossibleTime")]
    [InlineData("longPosition")]
    public void Read_DocumentThatIsNone_IsRefused(string how)
    {
        Assert.Equal("2", ApplicationWire.Read(Document("good")!, Notebook.Word).End);
        Assert.Throws<Holdfast.Format.MalformedDataException>(() => ApplicationWire.Read(Document(how)!, Notebook.Word));
    }

    [Theory]
    [InlineData("tooLarge")]
    [InlineData("otherKind")]
    [InlineData("none")]
    public async Task Commit_DocumentThatIsNone_FailsTheJob(string how)
    {
        await using var site = await RemoteSite.Start();
        using var evil = new RawAgent(site);
        var running = site.BackUp(RemoteSite.Application(evil.Server, Notebook.Address));
        var start = evil.HearBackup();
        var chunks = new TestChunks(start.ChunkIdKey.ToByteArray());
        byte[] own = TempTree.Content(1, 1000);
        using var call = await evil.Open(start.Job);
        await RawAgent.Ask(call, chunks.Store(own));
        var (root, messages) = chunks.Table(chunks.IdOf(own), own.Length);
        foreach (var message in messages) await RawAgent.Ask(call, message);
        evil.Finish(start.Job, Holdfast.Agent.Remote.TableRootBytes.Write(root), Document(how));
        Assert.Equal(ErrorCode.AgentMessageRefused, (await Assert.ThrowsAsync<HoldfastException>(() => running)).Code);
        Assert.Empty(site.Engine.Points(online: false));
    }

    [Fact]
    public async Task Commit_TableThatNamesAForeignChunk_FailsTheJob()
    {
        await using var site = await RemoteSite.Start();
        using var evil = new RawAgent(site);
        var running = site.BackUp(RemoteSite.Application(evil.Server, Notebook.Address));
        var start = evil.HearBackup();
        var chunks = new TestChunks(start.ChunkIdKey.ToByteArray());
        using var call = await evil.Open(start.Job);
        var (root, messages) = chunks.Table(chunks.IdOf("never sent"u8), 10);
        foreach (var message in messages) await RawAgent.Ask(call, message);
        evil.Finish(start.Job, Holdfast.Agent.Remote.TableRootBytes.Write(root), Document("good"));
        Assert.Equal(ErrorCode.ForeignChunkNamed, (await Assert.ThrowsAsync<HoldfastException>(() => running)).Code);
        Assert.Empty(site.Engine.Points(online: false));
    }

    [Fact]
    public async Task Answer_QuestionsAboutApplications_AreTheWorkloadsOwn()
    {
        using var folder = new TempTree();
        var notebook = new Notebook { Password = Secret };
        var host = new ApplicationHost([notebook], new ApplicationFolders(folder.Root), TimeProvider.System, NullLogger.Instance);
        var desk = new AskDesk([new Holdfast.Agent.Inventory.WorkloadFinder(notebook)], TimeProvider.System, NullLogger.Instance, host);
        var asked = RemoteSite.Application("SRV", Notebook.Address, password: Secret).Site;

        var facts = ApplicationWire.Read((await desk.Answer(new Ask { Describe = asked }, Until.Deadline())).Application);
        Assert.Equal(("main", "1.0", ConsistencyGuarantee.Application), (facts.Name, facts.Version, facts.Guarantee));
        Assert.Equal(["It has dog-ears."], facts.Warnings);
        var here = (await desk.Answer(new Ask { Discover = new ApplicationSearch() }, Until.Deadline())).Applications.Found;
        Assert.Equal("notebook://all", Assert.Single(here).Path);
        var inside = (await desk.Answer(new Ask { Discover = new ApplicationSearch { Instance = asked } }, Until.Deadline())).Applications.Found;
        Assert.Equal((Notebook.Address, false), (Assert.Single(inside).Path, inside[0].IsContainer));
        var listed = Assert.Single((await desk.Answer(new Ask { Inventory = true }, Until.Deadline())).Inventory.Items);
        Assert.Equal(("notebook", "notebook://all", true), (listed.Kind, listed.Path, listed.IsContainer));
        Assert.True((await desk.Answer(new Ask { Release = asked }, Until.Deadline())).Released);
        var keep = Path.Combine(folder.Root, "applications", "keep");
        Assert.Single(Directory.GetDirectories(keep)); // what waits for a recovery point is data, too
        asked.Forget = true;
        Assert.True((await desk.Answer(new Ask { Release = asked }, Until.Deadline())).Released);
        Assert.Empty(Directory.GetDirectories(keep));

        asked.Account.Password = "wrong";
        Assert.Equal((uint)ErrorCode.ApplicationSignInRefused, (await desk.Answer(new Ask { Describe = asked }, Until.Deadline())).Failure.Code);
        asked.Source = "../outside";
        Assert.Equal((uint)ErrorCode.AgentRequestRefused, (await desk.Answer(new Ask { Describe = asked }, Until.Deadline())).Failure.Code);
        asked.Kind = "unheard-of";
        Assert.Equal((uint)ErrorCode.ApplicationKindUnknown, (await desk.Answer(new Ask { Describe = asked }, Until.Deadline())).Failure.Code);
    }

    [Fact]
    public async Task Recover_ToAFolderOfTheAgent_BringsThePointBack()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook { Password = Secret };
        using var agent = site.Agent(workloads: [notebook]);
        var request = RemoteSite.Application(agent.Server, Notebook.Address, password: Secret);
        var pages = notebook.Pages;
        var first = await site.BackUp(request);
        notebook.Pages = [.. pages, .. TempTree.Content(6, 100_000)];
        await site.BackUp(request);

        using var target = new TempTree();
        var outcome = await site.Recover(request, agent.Server, first.Id, target.Root);
        Assert.Equal(pages, File.ReadAllBytes(Path.Combine(target.Root, "data", "pages")));
        Assert.Equal(["2 files are back."], outcome.Notes);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(20_000), outcome.Reached);
        Assert.Equal(2, Assert.Single(notebook.Recoveries).Points.Count);
        Assert.All(agent.Heard, message => Assert.DoesNotContain(Secret, message.ToString(), StringComparison.Ordinal));

        var taken = await Assert.ThrowsAsync<HoldfastException>(() => site.Recover(request, agent.Server, first.Id, target.Root));
        Assert.Equal(ErrorCode.ApplicationDestinationTaken, taken.Code);
        var inside = await Assert.ThrowsAsync<HoldfastException>(() => site.Recover(request, agent.Server, first.Id, Path.Combine(agent.OwnFolder, "x")));
        Assert.Equal(ErrorCode.RecoveryTargetRefused, inside.Code);
    }

    [Fact]
    public async Task Recover_AgentOfTheVersionBefore_IsRefusedAndHearsNothing()
    {
        await using var site = await RemoteSite.Start();
        var notebook = new Notebook();
        using var agent = site.Agent(workloads: [notebook]);
        var request = RemoteSite.Application(agent.Server, Notebook.Address, password: Secret);
        var point = await site.BackUp(request);
        using var old = site.Agent("old", protocol: 1);
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => site.Recover(request, old.Server, point.Id, "/anywhere"));
        Assert.Equal(ErrorCode.ApplicationElsewhere, refused.Code);
        Assert.DoesNotContain(old.Heard, message => message.Recovery is not null);
    }

    [Fact]
    public async Task Recover_AnotherPointsChunks_AreNotRead()
    {
        await using var site = await RemoteSite.Start();
        using var agent = site.Agent(workloads: [new Notebook()]);
        var request = RemoteSite.Application(agent.Server, Notebook.Address);
        var point = await site.BackUp(request);
        using var tree = new TempTree();
        var secret = TempTree.Content(77, 100_000);
        tree.Write("secret", secret);
        using (var honest = site.Agent("honest")) await site.BackUp(RemoteSite.Request(honest.Server, tree.Root));

        using var evil = new RawAgent(site);
        var running = site.Recover(request, evil.Server, point.Id, "/anywhere");
        var start = evil.Hear(ServerMessage.MessageOneofCase.Recovery).Recovery;
        using var call = await evil.Open(start.Job);
        var chunks = new TestChunks(start.ChunkIdKey.ToByteArray());
        var answer = await RawAgent.Ask(call, new DataUp { Read = new Read { Sequence = 1, Ids = TestChunks.Bytes(chunks.IdOf(secret)) } });
        Assert.NotEmpty(answer.Chunk.Unavailable);
        evil.Say(new AgentMessage { Finished = new JobFinished { Job = start.Job, Done = true } });
        Assert.Equal(ErrorCode.AgentMessageRefused, (await Assert.ThrowsAsync<HoldfastException>(() => running)).Code);
    }

    private static ApplicationDocument? Document(string how)
    {
        var document = ApplicationWire.Write(new BackupDocument(Notebook.Word, BackupType.Full, null, ConsistencyGuarantee.Application, DateTimeOffset.UnixEpoch, "1", "2", "{}"u8.ToArray()));
        switch (how)
        {
            case "tooLarge":
                document.State = Google.Protobuf.ByteString.CopyFrom(new byte[(1 << 20) + 1]);
                break;
            case "otherKind":
                document.Kind = "postgresql";
                break;
            case "noType":
                document.Type = "7";
                break;
            case "impossibleTime":
                document.Consistent = long.MaxValue;
                break;
            case "longPosition":
                document.End = new string('9', 2000);
                break;
        }
        return how == "none" ? null : document;
    }

    private static void Local(RemoteSite site, Notebook notebook, PointSource source)
    {
        using var folder = new TempTree();
        var job = site.Job(JobType.RecoveryPoint);
        var progress = new ApplicationProgress(job.Report.Progress, _ => { });
        var options = new Dictionary<string, string> { ["color"] = "red" };
        var context = new WorkloadContext(source.Path, null, folder.Root, folder.Root, options, null, TimeProvider.System);
        site.Engine.Applications.Backup(
            new ApplicationBackup(source, ReadEverything: false),
            (previous, log, sink) => notebook.Backup(new BackupTask(context, BackupType.Incremental, previous, log, false, new ReportedNotes(job.Report), progress), sink, job.Cancellation),
            job.Report, job.Cancellation);
    }

    private static (IReadOnlyList<BackupDocument> Documents, SortedDictionary<string, byte[]> Files) Everything(RemoteSite site, string source)
    {
        var job = site.Job(JobType.Recovery);
        return site.Engine.Applications.Read<(IReadOnlyList<BackupDocument>, SortedDictionary<string, byte[]>)>(source, PointPlace.Pool, job.Report, (state, open) =>
        {
            var (content, newest) = (open(null), state.Points[^1].Id);
            var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var (path, length) in content.Files(newest, ""))
            {
                var bytes = new byte[length];
                using var stream = content.OpenRead(newest, path);
                stream.ReadExactly(bytes);
                files.Add(path, bytes);
            }
            return ([.. state.Points.Select(point => point.Document)], files);
        });
    }

    private static (string, BackupType, string?, ConsistencyGuarantee, DateTimeOffset, string, string, string) Comparable(BackupDocument document) => (
        document.Kind, document.Type, document.Why, document.Guarantee, document.Consistent, document.Start, document.End, System.Text.Encoding.UTF8.GetString(document.State));

    private static long BytesSent(TestAgent agent, string job)
    {
        lock (agent.Said) return agent.Said.Where(message => message.Finished?.Job.Job == job).Max(message => message.Finished.Progress.BytesSent);
    }
}
