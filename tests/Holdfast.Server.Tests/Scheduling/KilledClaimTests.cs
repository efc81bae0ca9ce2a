using Dapper;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Catalog;
using Holdfast.Server.Catalog.Databases;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Scheduling;

public sealed class KilledClaimTests
{
    private const string Break = "CREATE TRIGGER broken BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'cut off'); END", Mend = "DROP TRIGGER broken";

    [Fact]
    public async Task Look_CutOffBetweenClaimAndJobs_RunIsMadeUpForOnce()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-killed-");
        try
        {
            var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
            var (file, pool) = (Path.Combine(folder.FullName, "catalog.db"), new FakePool());
            using var engine = new FakeEngine(pool, time);
            DateTimeOffset due;
            using (var catalog = Filled(file, Environment.MachineName))
            await using (var parts = Parts(catalog, engine, folder, time))
            {
                parts.Scheduler.Start();
                due = time.GetUtcNow().AddMinutes(15);
                Change(file, Break);
                time.Advance(TimeSpan.FromMinutes(15));
                // The claim was written already when the jobs could not be; nothing of it is there.
                Assert.Equal(CatalogTime.From(due), Row(catalog).Due);
                Assert.Empty(parts.Runner.Live);
            }
            Change(file, Mend);
            time.Advance(TimeSpan.FromMinutes(7));
            using (var catalog = ServerCatalog.Open(file))
            await using (var parts = Parts(catalog, engine, folder, time))
            {
                parts.Scheduler.Start();
                parts.Scheduler.Look();
                var job = Assert.Single(catalog.Jobs.InState("queued"));
                Assert.Equal((CatalogTime.From(due), job.Id), (job.ScheduledFor, Assert.Single(parts.Runner.Live).Id));
                Assert.Equal(("1 job queued (due 2026-05-01 10:15:00Z, caught up)", CatalogTime.From(due.AddMinutes(15))), (Row(catalog).LastResult, Row(catalog).Due));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ServerAppeared_CutOffBeforeItsJobs_WaitsOn()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-killed-");
        try
        {
            var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
            var file = Path.Combine(folder.FullName, "catalog.db");
            using var engine = new FakeEngine(new FakePool(), time);
            using var catalog = Filled(file, "LAPTOP");
            var presence = new FakePresence { IsLaptopAway = true };
            await using var parts = Parts(catalog, engine, folder, time, presence);
            parts.Scheduler.Start();
            time.Advance(TimeSpan.FromMinutes(15));
            presence.IsLaptopAway = false;
            Change(file, Break);
            Assert.ThrowsAny<Exception>(() => parts.Scheduler.ServerAppeared("LAPTOP"));
            Assert.Single(catalog.Schedules.Awaited());
            Change(file, Mend);
            parts.Scheduler.ServerAppeared("LAPTOP");
            Assert.Equal(Assert.Single(parts.Runner.Live).Id, Assert.Single(catalog.Jobs.InState("queued")).Id);
            Assert.Empty(catalog.Schedules.Awaited());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AutoProtection_CutOffWhileItLooked_LooksAgainAndMakesTheFirstCopy()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-killed-");
        var container = Directory.CreateTempSubdirectory("holdfast-container-");
        try
        {
            var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
            var file = Path.Combine(folder.FullName, "catalog.db");
            container.CreateSubdirectory("new");
            using var engine = new FakeEngine(new FakePool(), time);
            using var catalog = ServerCatalog.Open(file);
            catalog.Groups.Save(new GroupRow
            {
                Id = "g", Name = "G", OnlineRetentionDays = 30, Policy = new GroupPolicy { AutoProtect = [new AutoProtection(Environment.MachineName, container.FullName, false)] },
            });
            await using (var parts = Parts(catalog, engine, folder, time))
            {
                catalog.Schedules.Plan("g", "autoProtection", CatalogTime.From(time.GetUtcNow()));
                Change(file, Break);
                parts.Scheduler.Start();
                parts.Scheduler.Look();
                Assert.StartsWith("failed:", Row(catalog, "autoProtection").LastResult);
            }
            Assert.Single(catalog.Sources.All());
            // As one that was killed leaves it: the due time is taken, and not moved on.
            catalog.Schedules.Plan("g", "autoProtection", CatalogTime.From(time.GetUtcNow().AddMinutes(10)));
            Change(file, Mend);
            time.Advance(TimeSpan.FromMinutes(11));
            await using (var parts = Parts(catalog, engine, folder, time))
            {
                parts.Scheduler.Start();
                parts.Scheduler.Look();
                Assert.Equal(catalog.Sources.All()[0].Id, Assert.Single(parts.Runner.Live).SourceId);
                catalog.Schedules.Plan("g", "autoProtection", CatalogTime.From(time.GetUtcNow()));
                time.Advance(TimeSpan.FromMinutes(1));
                parts.Scheduler.Look();
                Assert.Single(parts.Runner.Live);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
            container.Delete(recursive: true);
        }
    }

    private static ServerCatalog Filled(string file, string server)
    {
        var catalog = ServerCatalog.Open(file);
        catalog.Groups.Save(new GroupRow { Id = "g", Name = "G", OnlineRetentionDays = 30, Policy = new GroupPolicy { ShortTerm = new ShortTermGoal { SynchronizationMinutes = 15 } } });
        catalog.Sources.Save(new SourceRow { Id = "s", Name = "source", Server = server, Path = "/srv/source", GroupId = "g", ReplicaState = ReplicaStates.Ok });
        return catalog;
    }

    private static ServerParts Parts(ServerCatalog catalog, FakeEngine engine, DirectoryInfo folder, SteppedClock time, FakePresence? presence = null) =>
        new(catalog, engine, folder.FullName, Settings.Empty, time, NullLogger.Instance, presence);

    private static ScheduleRow Row(ServerCatalog catalog, string kind = "synchronization") => Assert.Single(catalog.Schedules.OfGroup("g"), row => row.Kind == kind);

    private static void Change(string file, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        connection.Execute(sql);
    }
}
