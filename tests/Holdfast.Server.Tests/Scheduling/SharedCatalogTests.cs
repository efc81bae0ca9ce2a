using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Holdfast.Protection.Groups.Policy;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Scheduling;

public sealed class SharedCatalogTests
{
    [Fact]
    public async Task Look_TwoSchedulersOnOneCatalog_StartEachRunOnce()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-shared-");
        try
        {
            var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
            var pool = new FakePool();
            using var oneCatalog = ServerCatalog.Open(Path.Combine(folder.FullName, "catalog.db"));
            using var otherCatalog = ServerCatalog.Open(Path.Combine(folder.FullName, "catalog.db"));
            using var engine = new FakeEngine(pool, time);
            await using var one = new ServerParts(oneCatalog, engine, folder.FullName, Settings.Empty, time, NullLogger.Instance);
            await using var other = new ServerParts(otherCatalog, engine, folder.FullName, Settings.Empty, time, NullLogger.Instance);
            var group = new GroupRow { Id = "g", Name = "G", OnlineRetentionDays = 30, Policy = new GroupPolicy { ShortTerm = new ShortTermGoal { SynchronizationMinutes = 15 } } };
            oneCatalog.Groups.Save(group);
            oneCatalog.Sources.Save(new SourceRow { Id = "s", Name = "source", Server = Environment.MachineName, Path = "/srv/source", GroupId = "g", ReplicaState = ReplicaStates.Ok });
            one.Scheduler.Start();
            other.Scheduler.Start();
            for (var run = 1; run <= 12; run++)
            {
                time.Advance(TimeSpan.FromMinutes(15)); // fires both
                await Task.WhenAll(Task.Run(one.Scheduler.Look), Task.Run(other.Scheduler.Look));
                // Nothing is started here, so a run of its predecessor would still be queued; every job counts.
                foreach (var parts in (ServerParts[])[one, other])
                    foreach (var job in parts.Runner.Live) parts.Runner.Cancel(job.Id);
                Assert.Equal(run, oneCatalog.Jobs.InState("cancelled").Count);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Claim_ManyAtOnce_GivesTheDueTimeToOne()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-shared-");
        try
        {
            using var catalog = ServerCatalog.Open(Path.Combine(folder.FullName, "catalog.db"));
            using var second = ServerCatalog.Open(Path.Combine(folder.FullName, "catalog.db"));
            for (var due = 1L; due <= 10; due++)
            {
                catalog.Schedules.Plan("g", "recoveryPoint", due);
                var won = 0;
                var at = due;
                Parallel.For(0, 8, i =>
                {
                    if ((i % 2 == 0 ? catalog : second).Schedules.Claim("g", "recoveryPoint", at, at + 1000, at)) Interlocked.Increment(ref won);
                });
                Assert.Equal(1, won);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ServerAppeared_AfterItWasAway_RunsWhatWasMissedOnce()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-away-");
        try
        {
            var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
            using var catalog = ServerCatalog.Open(Path.Combine(folder.FullName, "catalog.db"));
            using var engine = new FakeEngine(new FakePool(), time);
            var presence = new FakePresence { IsLaptopAway = true };
            await using var parts = new ServerParts(catalog, engine, folder.FullName, Settings.Empty, time, NullLogger.Instance, presence);
            catalog.Groups.Save(new GroupRow { Id = "g", Name = "G", OnlineRetentionDays = 30, Policy = new GroupPolicy { ShortTerm = new ShortTermGoal { SynchronizationMinutes = 15 } } });
            catalog.Sources.Save(new SourceRow { Id = "s", Name = "docs", Server = "LAPTOP", Path = "/home/docs", GroupId = "g", ReplicaState = ReplicaStates.Ok });
            parts.Scheduler.Start();
            for (var i = 0; i < 5; i++) time.Advance(TimeSpan.FromMinutes(15));
            Assert.Empty(parts.Runner.Live);
            presence.IsLaptopAway = false;
            parts.Scheduler.ServerAppeared("somebody else");
            Assert.Empty(parts.Runner.Live);
            parts.Scheduler.ServerAppeared("laptop");
            parts.Scheduler.ServerAppeared("LAPTOP");
            Assert.Equal("s", Assert.Single(parts.Runner.Live).SourceId);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
