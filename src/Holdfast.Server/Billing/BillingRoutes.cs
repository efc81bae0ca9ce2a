using System.Globalization;
using Holdfast.Contracts.Api.Billing;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Billing;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Billing;

/// <summary>GET billing.</summary>
internal sealed class BillingRoutes(UsageTable usage, UsageSampler sampler, PriceFile prices, TimeProvider time)
{
    internal void Map(ApiRouter routes) => routes.Get("billing", Contracts.Api.Billing.BillingJson.Default.BillInfo, Bill).Takes(ApiParameter.Text("month", "such as 2026-11; the current one"));

    private BillInfo Bill(ApiCall call)
    {
        var month = Month(call.Text("month"));
        var list = prices.Load();
        // So that what was protected a minute ago is on the bill.
        sampler.Sample();
        var bill = Protection.Billing.Bill.Of(month, usage.Instances(month), usage.Storage(month), list);
        return new BillInfo(
            bill.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), bill.Days, bill.Currency,
            [.. bill.Instances.Select(charge => new InstanceChargeInfo(charge.Server, charge.Days, charge.FrontEndBytes, charge.Amount))],
            bill.InstanceAmount, bill.AverageStoredBytes, bill.StorageAmount, bill.Total, prices.Path);
    }

    private DateOnly Month(string? text)
    {
        if (text is null) return DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 2000 and < 9999
            ? month : throw new HoldfastException(ErrorCode.BadRequest, "The parameter month must be a month such as 2026-11.");
    }
}
