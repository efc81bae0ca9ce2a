using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Forecasts;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Asks for a forecast and shows it.</summary>
internal static class ForecastText
{
    internal static async Task<int> Show(Session session, ForecastRequest request)
    {
        var forecast = await session.Client.Forecasts.Recovery(request, session.Stop);
        session.Result.Show(forecast, ForecastJson.Default.ForecastInfo, output => Write(output, forecast));
        return forecast.ItemsMissing + forecast.ChunksMissing == 0 ? ExitCode.Done : ExitCode.ItemsMissing;
    }

    private static void Write(TextWriter output, ForecastInfo forecast)
    {
        StatusText.Line(output, "restores", $"{Quantity.Of(forecast.Items, "item", "items")}, {Quantity.Bytes(forecast.BytesRestored)}");
        if (forecast.ItemsMissing > 0) StatusText.Line(output, "NOT THERE", Quantity.Of(forecast.ItemsMissing, "item", "items"));
        if (forecast.ChunksMissing > 0) StatusText.Line(output, "DAMAGED", $"{Quantity.Of(forecast.ChunksMissing, "piece", "pieces")} (`holdfast verify --heal`)");
        StatusText.Line(output, "reads", $"{Quantity.Bytes(forecast.BytesToRead)} in {Quantity.Of(forecast.Requests, "request", "requests")} from the {(forecast.From == "pool" ? "pool" : "vault")}");
        StatusText.Line(output, "takes", $"{Quantity.Duration(forecast.DurationMs)} at {Quantity.Bytes(forecast.BytesPerSecond)}/s, {forecast.RateFrom}");
        if (forecast.Tier is null) return;
        StatusText.Line(output, "costs", $"{Amount(forecast.Price.Total)} {forecast.Currency}: reads {Amount(forecast.Price.Reads)}, egress {Amount(forecast.Price.Egress)}, "
            + $"retrieval {Amount(forecast.Price.Retrieval)} (tier {forecast.Tier}; prices: {forecast.PriceFile})");
    }

    private static string Amount(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
