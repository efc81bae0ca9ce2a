using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Vaults;
using Holdfast.Server.Tests.Accounts;

namespace Holdfast.Server.Tests.Vault;

public sealed class VaultTrafficTests
{
    [Fact]
    public async Task Bandwidth_SetByTheWeek_IsWhatHoldsUntilItIsReset()
    {
        await using var server = await RunningServer.Start();
        var before = await server.Client.Vaults.Bandwidth();
        Assert.True(before.IsFromSettings && before.Hours.Count == 7 && before.Hours.All(day => day.Count == 24 && day.All(rate => rate is null)));
        int?[][] week = [.. Enumerable.Range(0, 7).Select(day => Enumerable.Range(0, 24).Select(hour => day == 6 ? null : (int?)(day + hour + 1)).ToArray())];
        var set = await server.Client.Vaults.SetBandwidth(new VaultBandwidth(week));
        Assert.Equal(week, set.Hours);
        foreach (var wrong in (VaultBandwidth[])[new(week[..6]), new([.. week[..6], new int?[23]]), new([.. week[..6], [.. Enumerable.Repeat<int?>(0, 24)]])])
        {
            using var folder = new Folder();
            Assert.Equal(ErrorCode.BandwidthRefused, Assert.Throws<HoldfastException>(() => VaultWeek.Save(folder.Options, wrong.Hours)).Code);
        }
        Assert.All((await server.Client.Vaults.ResetBandwidth()).Hours, day => Assert.All(day, Assert.Null));
    }

    [Fact]
    public void Week_OnDisk_GoesBeforeTheSettingsAndGoesAgain()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.Options.Settings, """{ "workMbps": 8, "nonWorkMbps": 80 }""");
        var hours = VaultWeek.Hours(VaultWeek.Load(folder.Options));
        Assert.Equal((80, 8, 80, 80), (hours[0][8], hours[0][9], hours[4][18], hours[5][12]));
        VaultWeek.Save(folder.Options, [.. hours.Select((day, i) => (IReadOnlyList<int?>)[.. day.Select(_ => i == 2 ? null : (int?)5)])]);
        var loaded = VaultWeek.Load(folder.Options);
        var wednesday = new DateTimeOffset(2026, 11, 25, 13, 0, 0, TimeSpan.FromHours(1));
        Assert.Equal((0L, 625_000L, 625_000L), (loaded.RateAt(wednesday), loaded.RateAt(wednesday.AddDays(1)), loaded.RateAt(wednesday.AddHours(-14))));
        VaultWeek.Save(folder.Options, null);
        Assert.Equal(hours, VaultWeek.Hours(VaultWeek.Load(folder.Options)));
    }

    [Fact]
    public void Limit_ByAWeek_HoldsBackInTheHourThatIsLimited()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-11-23T09:30Z"));
        time.SetLocalTimeZone(TimeZoneInfo.Utc);
        var rates = new long[BandwidthSchedule.WeekHours];
        rates[9] = 1000;
        var limit = new BandwidthLimit(time) { Schedule = BandwidthSchedule.Unlimited with { Week = rates } };
        Assert.False(limit.Schedule.IsUnlimited);
        using var tired = new CancellationTokenSource();
        tired.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => limit.Take(1000, tired.Token)); // it would have to wait for a second
        time.Advance(TimeSpan.FromMinutes(30));
        limit.Take(1 << 30, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Retired_Items_AreNamedWithDaysLeft()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-11-23T12:00Z"));
        await using var server = await RunningServer.Start(time);
        var source = (await server.Protect()).Source!;
        var now = time.GetUtcNow();
        server.Pool.Retired.Add(new RetiredBlob("s", "packs/aa/aabb", 10, now.AddDays(-14), now.AddDays(-1)));
        server.Pool.Retired.Add(new RetiredBlob("s", $"points/{source}/p1", 20, now.AddDays(-1), now.AddDays(13).AddHours(1)));
        var items = (await server.Client.Vaults.Retired()).Items;
        Assert.Equal(["pack 0", "point 14"], items.Select(item => $"{item.Kind} {item.DaysLeft}"));
        Assert.Equal((source, "source"), (items[1].SourceId, items[1].Source));
        Assert.Single((await server.Client.Vaults.Retired("packs/aa/aabb")).Items);
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Vaults.Retired("../x")));
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("holdfast-week-");

        public EngineOptions Options => new(folder.FullName);

        public void Dispose() => folder.Delete(recursive: true);
    }
}
