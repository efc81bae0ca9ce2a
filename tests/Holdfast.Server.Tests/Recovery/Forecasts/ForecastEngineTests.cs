using Holdfast.Server.Engine;
using Holdfast.Testing.Blobs;

namespace Holdfast.Server.Tests.Recovery.Forecasts;

/// <summary>What a forecast says, beside what the recovery then asks of the store.</summary>
public sealed class ForecastEngineTests : IClassFixture<ForecastEngineTests.Copies>
{
    private readonly ThreeCopies copies;

    public ForecastEngineTests(Copies fixture) => copies = fixture.Value;

    public static TheoryData<string, string?> Cases
    {
        get
        {
            var cases = new TheoryData<string, string?>();
            foreach (var from in (string[])["pool", "vault", "external"])
                foreach (var item in (string?[])[null, ThreeCopies.OneFolder, ThreeCopies.OneFile]) cases.Add(from, item);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forecast_RecoveryFollows_ReadsWithinATenthOfIt(string from, string? item)
    {
        using var repository = copies.Open(from, out var requests);
        requests.Reset();
        var forecast = ThreeCopies.Forecast(repository, item);
        Within(forecast.TableBytes, requests.PackBytes, "bytes of table");
        Within(forecast.TableRequests, requests.PackReads, "requests for the table");
        requests.Reset();
        var done = copies.Recover(repository, item);
        AssertAsForecast(forecast, done, requests, tableBytes: 0, tableRequests: 0);
    }

    /// <summary>The server was started anew in between: the table is read once more.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Forecast_RecoveryFollowsAfterARestart_ReadsTheTableBesides(string from, string? item)
    {
        RestoreForecast forecast;
        using (var before = copies.Open(from, out _)) forecast = ThreeCopies.Forecast(before, item);
        using var repository = copies.Open(from, out var requests);
        requests.Reset();
        var done = copies.Recover(repository, item);
        AssertAsForecast(forecast, done, requests, forecast.TableBytes, forecast.TableRequests);
    }

    [Fact]
    public void Forecast_ItemNotThere_IsMissing()
    {
        using var repository = copies.Open("vault", out _);
        var forecast = ThreeCopies.Forecast(repository, "nothing/of/this");
        Assert.Equal((1, 0, 0), (forecast.ItemsMissing, forecast.Items, forecast.BytesToRead));
    }

    /// <summary>A file's worth of reading, not a point's.</summary>
    [Fact]
    public void Forecast_OneFileOfTheVault_ReadsNoContentAndLittleMoreThanTheFile()
    {
        using var repository = copies.Open("vault", out var requests);
        requests.Reset();
        var forecast = ThreeCopies.Forecast(repository, ThreeCopies.OneFile);
        Assert.InRange(requests.PackBytes, 1, 1 << 20);
        Assert.InRange(forecast.BytesToRead, 9 << 20, (9 << 20) * 3 / 2);
        Assert.Equal(9 << 20, forecast.BytesRestored);
    }

    private static void AssertAsForecast(RestoreForecast forecast, WorkProgress done, CountingBlobStore requests, long tableBytes, long tableRequests)
    {
        Within(forecast.BytesToRead + tableBytes, requests.PackBytes, "bytes");
        Within(forecast.Requests + tableRequests, requests.PackReads, "requests");
        Within(forecast.BytesRestored, done.BytesRead, "bytes restored");
        Assert.Equal(forecast.Items, done.Items);
        Assert.Equal((0, 0), (forecast.ItemsMissing, forecast.ChunksMissing));
    }

    private static void Within(long expected, long actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= actual / 10.0, $"{what}: {expected} were forecast, {actual} it was");

    public sealed class Copies : IDisposable
    {
        internal ThreeCopies Value { get; } = new();

        public void Dispose() => Value.Dispose();
    }
}
