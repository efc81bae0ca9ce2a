using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Forecasts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Billing;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Recovery.Forecasts;

public sealed class ForecastApiTests
{
    [Fact]
    public async Task Forecast_FromTheVault_IsPricedByTheFile()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(online: true);
        var forecast = await server.Client.Forecasts.Recovery(new ForecastRequest("source", Online: true));
        Assert.Equal(("vault", 10L << 30, 20_000L, "hot", "USD"), (forecast.From, forecast.BytesToRead, forecast.Requests, forecast.Tier, forecast.Currency));
        Assert.Equal(new ForecastPrice(0.0088m, 0.87m, 0m, 0.8788m), forecast.Price);
        var cold = await server.Client.Forecasts.Recovery(new ForecastRequest("source", Online: true, Tier: "cold"));
        Assert.Equal(new ForecastPrice(0.2m, 0.87m, 0.3m, 1.37m), cold.Price);

        var file = Path.Combine(server.Data, PriceFile.FileName);
        Assert.Equal(file, forecast.PriceFile);
        File.WriteAllText(file, """{ "currency": "EUR", "egressGigabyte": 0.5, "vaultTier": "cool", "tenThousandReads": { "hot": 1, "cool": 2, "cold": 3 } }""");
        var own = await server.Client.Forecasts.Recovery(new ForecastRequest("source", Online: true));
        Assert.Equal(("EUR", "cool", new ForecastPrice(4m, 5m, 0.1m, 9.1m)), (own.Currency, own.Tier, own.Price));
        Assert.Equal("EUR", (await server.Client.Billing.Bill()).Currency);
        File.WriteAllText(file, """{ "egressGigabyte": -1, "vaultTier": "icy" }""");
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Forecasts.Recovery(new ForecastRequest("source", Online: true)));
        Assert.Equal(ErrorCode.PricesNotUsable, refused.Code);
        Assert.Contains("egressGigabyte", refused.Message);
        Assert.Contains("vaultTier", refused.Message);
    }

    [Fact]
    public async Task Forecast_FromDisk_CostsNothingAndQueuesNothing()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        var forecast = await server.Client.Forecasts.Recovery(new ForecastRequest("source", Items: ["docs", "a.txt"]));
        Assert.Equal(("pool", 2L, null, null), (forecast.From, forecast.Items, forecast.Tier, forecast.PriceFile));
        Assert.Equal(new ForecastPrice(0, 0, 0, 0), forecast.Price);
        Assert.Empty(server.Engine.Recoveries);
        Assert.DoesNotContain((await server.Client.Jobs()).Jobs, job => job.Type == JobTypes.Recovery);
    }

    [Fact]
    public async Task Forecast_Rate_IsGivenMeasuredOrAssumed()
    {
        var time = new SteppedClock(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        await using var server = await RunningServer.Start(time);
        await server.Protect(online: true);
        var request = new ForecastRequest("source", Online: true);
        var assumed = await server.Client.Forecasts.Recovery(request);
        Assert.Equal(("assumed", 50L << 20), (assumed.RateFrom, assumed.BytesPerSecond));
        Assert.Equal((20L << 30) * 1000 / (50L << 20), assumed.DurationMs);
        var given = await server.Client.Forecasts.Recovery(request with { BytesPerSecond = 10 << 20 });
        Assert.Equal(("given", 2_048_000L, 34.13), (given.RateFrom, given.DurationMs, given.Minutes));

        server.Engine.OnRecover = (_, report, _) =>
        {
            report.Progress.BytesRead = 100 << 20;
            time.Advance(TimeSpan.FromSeconds(10));
        };
        var to = Path.Combine(server.Folder, "to");
        var job = await server.Client.Recover(new RecoverRequest("source", To: to, Online: true));
        while ((await server.Client.Job(job.Id)).State is JobStates.Queued or JobStates.Running) await Task.Delay(5);
        var measured = await server.Client.Forecasts.Recovery(request);
        Assert.Equal("measured", measured.RateFrom);
        Assert.InRange(measured.BytesPerSecond, 9 << 20, 10 << 20);
        Assert.Equal("assumed", (await server.Client.Forecasts.Recovery(request with { Online = false })).RateFrom); // another place has another rate
    }

    [Fact]
    public async Task Forecast_WrongRequest_IsRefused()
    {
        await using var server = await RunningServer.Start();
        await server.Protect();
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Forecasts.Recovery(new ForecastRequest("source", Tier: "icy"))));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Forecasts.Recovery(new ForecastRequest("source", BytesPerSecond: 0))));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await ProtectTests.Refused(server.Client.Forecasts.Recovery(new ForecastRequest("source", Online: true))));
    }
}
