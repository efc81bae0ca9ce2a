using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Server.Tests.Scheduling;

namespace Holdfast.Server.Tests.Insight;

public sealed class BandAndStorageTests
{
    private static readonly string[] everyDay = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    [Fact]
    public async Task Band_AroundNow_HasWhatRanRunsAndIsPlanned()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(
            RecoveryPoints: new TimesInfo(["18:00"], everyDay), BackupWindow: new WindowInfo("17:00", 240))));
        var first = await server.Protect(group: "G");
        using var go = new ManualResetEventSlim();
        server.Engine.OnBackup = (request, report, _) =>
        {
            go.Wait(RunningServer.Deadline());
            return server.Engine.MakePoint(request, report);
        };
        time.Advance(TimeSpan.FromHours(2));
        var running = Assert.Single((await server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(first.Source))).Jobs);
        while ((await server.Client.Job(running.Id)).State != JobStates.Running) await Task.Delay(5);
        var band = await server.Client.Insight.Band();
        Assert.Equal((DateTimeOffset.Parse("2026-04-30T12:00Z"), DateTimeOffset.Parse("2026-05-02T12:00Z")), (band.From, band.To));
        // Beside the group's there is what the server does by itself.
        var bars = band.Jobs.Where(job => job.Group == "G").ToList();
        Assert.Equal([JobStates.Succeeded, JobStates.Running, BandJob.Planned], bars.Select(job => job.State));
        Assert.Equal([first.Id, running.Id, null], bars.Select(job => job.Job));
        Assert.Equal(DateTimeOffset.Parse("2026-05-01T18:00Z"), bars[2].Start);
        Assert.All(band.Jobs, job => Assert.True(job.End >= job.Start));
        Assert.Equal(
            [DateTimeOffset.Parse("2026-04-30T17:00Z"), DateTimeOffset.Parse("2026-05-01T17:00Z")], band.Windows.Select(window => window.Start));
        Assert.Equal(1, (await server.Client.Insight.Overview()).JobsRunning);
        go.Set();
        await server.Idle();
        Assert.DoesNotContain((await server.Client.Insight.Band(1)).Jobs, job => job.State is JobStates.Running or BandJob.Planned);
    }

    [Fact]
    public void Nearest_MoreBarsThanAreGiven_KeepsThoseAroundNowAndCountsTheRest()
    {
        var now = DateTimeOffset.Parse("2026-05-01T12:00Z");
        BandJob Bar(int start, int hours, int count = 1) => new($"{start}", null, null, "G", JobTypes.RecoveryPoint, JobStates.Succeeded, now.AddHours(start), now.AddHours(start + hours), count);
        var (shown, left) = Server.Insight.BandReader.Nearest([Bar(-20, 1, 7), Bar(-10, 11), Bar(2, 1), Bar(22, 1, 3), Bar(-3, 1)], now, 3);
        Assert.Equal(["-10", "-3", "2"], shown.Select(bar => bar.Job));
        Assert.Equal(10, left);
        Assert.Equal(0, Server.Insight.BandReader.Nearest(shown, now, 3).Left);
    }

    [Fact]
    public async Task Storage_PoolThatFills_HasADayAnHourlySampleAndABand()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T10:00Z"));
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        Assert.Null((await server.Client.Insight.Storage()).Forecast);
        for (var start = 0; start < 5; start++)
        {
            // Every start looks at the disks, as every hour does.
            server.Pool.Disks[0] = server.Pool.Disks[0] with { Free = 590 - 20 * start };
            time.Advance(TimeSpan.FromHours(12));
            await server.Restart();
        }
        var trend = await server.Client.Insight.Storage();
        Assert.Equal(new DateOnly(2026, 5, 1), trend.Samples[0].Day);
        Assert.Equal(new DateOnly(2026, 5, 3), trend.Samples[^1].Day);
        Assert.Equal((1000, 300), (trend.Samples[^1].Capacity, trend.Samples[^1].Logical));
        Assert.Equal(new DateOnly(2026, 5, 3), trend.Forecast!.From);
        Assert.All(trend.Forecast.Low.Zip(trend.Forecast.High), day => Assert.True(day.First <= day.Second && day.Second <= 1000));
        var storage = (await server.Client.Insight.Overview()).Storage!;
        Assert.Equal((trend.Forecast.FullInDaysLow, trend.Forecast.FullInDaysHigh), (storage.FullInDaysLow, storage.FullInDaysHigh));
        Assert.NotNull(storage.FullInDaysLow);
        Assert.Single((await server.Client.Insight.Storage(1)).Samples);
        // What others keep on the disk counts, too: 510 are left, and 40 a day go.
        var disk = Assert.Single(trend.Disks!);
        Assert.Equal(server.Pool.Disks[0].Id, disk.Disk);
        Assert.Equal([(1, 410L), (2, 450L), (3, 490L)], disk.Samples.Select(sample => (sample.Day.Day, sample.Used)));
        Assert.InRange(12.75, disk.FullInDaysLow!.Value, disk.FullInDaysHigh!.Value);
    }

    [Fact]
    public async Task Space_TwoSources_TheLargerFirst()
    {
        await using var server = await RunningServer.Start();
        var small = await server.Protect();
        server.Engine.OnBackup = (request, report, _) =>
        {
            var point = server.Engine.MakePoint(request, report) with { Bytes = 5000 };
            return server.Pool.Disk[point.Id] = point;
        };
        var large = await server.Protect(path: server.MakeSource("large"));
        var space = await server.Client.Insight.Space();
        Assert.Equal([(large.Source, 5000L, 1), (small.Source, 300L, 1)], space.Sources.Select(source => (source.Source, source.Bytes, source.Points))!);
        Assert.All(space.Sources, source => Assert.Equal(100, source.AddedBytes));
        Assert.Equal(2, space.Total);
        Assert.Null(space.Reclaimable);
        await server.Wait(server.Client.Collect(new CollectRequest()));
        Assert.NotNull((await server.Client.Insight.Space()).Reclaimable);
    }
}
