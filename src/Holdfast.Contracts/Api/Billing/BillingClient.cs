namespace Holdfast.Contracts.Api.Billing;

/// <summary>What protection costs.</summary>
public sealed class BillingClient
{
    private readonly ApiTransport api;

    internal BillingClient(ApiTransport api) => this.api = api;

    /// <param name="month">YYYY-MM; null for the month that runs.</param>
    public Task<BillInfo> Bill(string? month = null, CancellationToken cancellation = default) =>
        api.Get(new Query("billing").Add("month", month).ToString(), BillingJson.Default.BillInfo, cancellation);
}
