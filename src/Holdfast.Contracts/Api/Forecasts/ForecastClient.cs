namespace Holdfast.Contracts.Api.Forecasts;

/// <summary>What recoveries will read, take, and cost.</summary>
public sealed class ForecastClient
{
    private readonly ApiTransport api;

    internal ForecastClient(ApiTransport api) => this.api = api;

    public Task<ForecastInfo> Recovery(ForecastRequest request, CancellationToken cancellation = default) =>
        api.Post("recover/forecast", request, ForecastJson.Default.ForecastRequest, ForecastJson.Default.ForecastInfo, cancellation);
}
