using Holdfast.Contracts.Api.Billing;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>What a protected production server counts for in a month.</summary>
[View("Month", "ProductionServerName", "Days", "FrontEndBytes", "Amount", "Currency")]
public sealed class AccessLicense : ServerObject
{
    private readonly BillInfo bill;
    private readonly InstanceChargeInfo instance;

    internal AccessLicense(DpmServer server, BillInfo bill, InstanceChargeInfo instance) : base(server) => (this.bill, this.instance) = (bill, instance);

    /// <summary>YYYY-MM, in UTC.</summary>
    public string Month => bill.Month;

    public string ProductionServerName => instance.Id;

    /// <summary>On how many days it was protected.</summary>
    public int Days => instance.Days;

    /// <summary>Its largest size of the month.</summary>
    public long FrontEndBytes => instance.FrontEndBytes;

    public decimal Amount => instance.Amount;

    public string Currency => bill.Currency;
}
