using Holdfast.Contracts.Api;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Jobs;

public sealed class CheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-checkpoint-").FullName;

    [Fact]
    public async Task SaveCheckpoint_ServerStopsMeanwhile_IsThereInTheNextRunAndGoneAfterIt()
    {
        var seen = new List<(string? Checkpoint, int Attempt)>();
        string id;
        using (var catalog = ServerCatalog.Open(Path.Combine(folder, "holdfast.db")))
        {
            var saved = new TaskCompletionSource();
            var runner = Runner(catalog, job =>
            {
                seen.Add((job.Checkpoint, job.Attempt));
                job.SaveCheckpoint("""{"packs":1}""");
                job.SaveCheckpoint("""{"packs":2}""");
                saved.SetResult();
                job.Cancellation.WaitHandle.WaitOne();
                job.Cancellation.ThrowIfCancellationRequested();
            });
            runner.Start();
            id = runner.Queue(JobType.CloudBackup, null, new JobArguments()).Id;
            await saved.Task;
            // As a crash at this moment would find it.
            Assert.Equal(("""{"packs":2}""", JobStates.Running), (catalog.Jobs.ById(id)!.Checkpoint, catalog.Jobs.ById(id)!.State));
            Assert.True(await runner.Stop(TimeSpan.FromMinutes(2)));
        }
        using (var catalog = ServerCatalog.Open(Path.Combine(folder, "holdfast.db")))
        {
            var row = Assert.Single(catalog.Jobs.InState(JobStates.Queued));
            var runner = Runner(catalog, job => seen.Add((job.Checkpoint, job.Attempt)));
            runner.Resume(row);
            var job = runner.Find(id)!;
            runner.Start();
            await job.Ended;
            Assert.Equal((JobStates.Succeeded, null), (catalog.Jobs.ById(id)!.State, catalog.Jobs.ById(id)!.Checkpoint));
        }
        Assert.Equal([(null, 1), ("""{"packs":2}""", 2)], seen);
    }

    [Fact]
    public async Task SaveCheckpoint_LargerThanAllowed_FailsTheJobAndKeepsTheLast()
    {
        using var catalog = ServerCatalog.Open(Path.Combine(folder, "holdfast.db"));
        string? kept = null;
        var runner = Runner(catalog, job =>
        {
            job.SaveCheckpoint("{}");
            try
            {
                job.SaveCheckpoint(new string(' ', LiveJob.LongestCheckpoint + 1));
            }
            finally
            {
                kept = catalog.Jobs.ById(job.Id)!.Checkpoint;
            }
        });
        runner.Start();
        var job = runner.Queue(JobType.CloudBackup, null, new JobArguments());
        await job.Ended;
        Assert.Equal((JobStates.Failed, "{}"), (job.Row.State, kept));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static JobRunner Runner(ServerCatalog catalog, Action<LiveJob> run) =>
        new(catalog, new JobLimits(), _ => new Work(run), (_, _) => { }, TimeProvider.System, NullLogger.Instance);

    private sealed class Work(Action<LiveJob> run) : IJobWork
    {
        public void Run(LiveJob job) => run(job);
    }
}
