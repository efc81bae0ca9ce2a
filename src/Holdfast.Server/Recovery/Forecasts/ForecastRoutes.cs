using Holdfast.Contracts.Api.Forecasts;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Protection.Billing;
using Holdfast.Server.Billing;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Recovery.Disks;

namespace Holdfast.Server.Recovery.Forecasts;

/// <summary>POST recover/forecast.</summary>
internal sealed class ForecastRoutes(PointFinder finder, IEngine engine, PointTree tree, MeasuredRates rates, PriceFile prices)
{
    internal void Map(ApiRouter routes) => routes.Post("recover/forecast", ForecastJson.Default.ForecastRequest, ForecastJson.Default.ForecastInfo, Forecast);

    private ForecastInfo Forecast(ForecastRequest request, ApiCall call)
    {
        var chosen = finder.Find(request.Source, request.At, request.Online, request.ExternalServer, call.Scope);
        if (request.Items?.Count > RecoveryRoutes.MostItems) throw new HoldfastException(ErrorCode.BadRequest, $"At most {RecoveryRoutes.MostItems} items can be recovered in one job; choose folders.");
        if (request.Tier is { } named && !TierPrices.Tiers.Contains(named)) throw new HoldfastException(ErrorCode.BadRequest, $"'{named}' is none of {string.Join(", ", TierPrices.Tiers)}.");
        if (request.BytesPerSecond is <= 0) throw new HoldfastException(ErrorCode.BadRequest, "The rate must be above 0.");
        var list = prices.Load();
        var items = RecoverWork.Items(request.Items);
        if (items.Find(item => tree.IsInside(chosen.Point, item)) is { } inside)
            throw new HoldfastException(ErrorCode.BadRequest, $"'{ItemPath.ToDisplay(inside)}' lies inside a disk: what reading it takes is not known before.", "Ask for the plan instead: `holdfast recover --plan`.");
        var forecast = engine.Forecast(chosen.Point, items, call.Aborted);
        var rate = request.BytesPerSecond is { } given ? new RecoveryRate(given, RecoveryRate.Given) : rates.Of(chosen.Point) ?? RecoveryRate.AssumedFor(chosen.Point.Online);
        var milliseconds = (long)(forecast.BytesRestored * 1000.0 / rate.BytesPerSecond);
        var tier = chosen.Point.Online ? request.Tier ?? list.VaultTier : null;
        var price = tier is null ? RecoveryPrice.None : RecoveryPrice.Of(list, tier, forecast.Requests, forecast.BytesToRead);
        return new ForecastInfo(
            chosen.Point.PointId, chosen.SourceId, chosen.IsExternal ? "external" : chosen.Point.Online ? "vault" : "pool", forecast.Items, forecast.ItemsMissing,
            forecast.ChunksMissing, forecast.BytesRestored, forecast.BytesToRead, forecast.Requests, forecast.TableBytes, forecast.TableRequests, rate.BytesPerSecond, rate.From,
            milliseconds, Math.Round(milliseconds / 60_000.0, 2), list.Currency, new ForecastPrice(price.Reads, price.Egress, price.Retrieval, price.Total), tier,
            tier is null ? null : prices.Path);
    }
}
