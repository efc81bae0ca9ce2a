using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Billing;
using Holdfast.Output;

namespace Holdfast.Commands.Billing;

/// <summary>What a month costs.</summary>
internal sealed partial class BillingCommand : HoldfastCommand
{
    private readonly Option<string?> month;

    internal BillingCommand() : base("billing", "Shows what a month costs by the prices in DIR/prices.json, which its owner edits: protected instances by front-end size, and what lies in the vault.")
    {
        month = With(new Option<string?>("--month") { Description = "Month in UTC (default: the one that runs, as far as it has come)", HelpName = "YYYY-MM" });
        month.Validators.Add(result =>
        {
            if (result.GetValue(month) is { } text && !MonthForm().IsMatch(text)) result.AddError("--month takes YYYY-MM, such as 2026-11.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var bill = await session.Client.Billing.Bill(input.GetValue(month), session.Stop);
        session.Result.Show(bill, BillingJson.Default.BillInfo, output => Write(output, bill));
        return ExitCode.Done;
    }

    private static void Write(TextWriter output, BillInfo bill)
    {
        var table = new TextTable("SERVER", "DAYS#", "FRONT-END SIZE#", $"{bill.Currency}#");
        foreach (var charge in bill.Instances)
            table.Add(charge.Id, charge.Days.ToString(CultureInfo.InvariantCulture), Quantity.Bytes(charge.FrontEndBytes), Amount(charge.Amount));
        table.Add("in the vault, average", bill.Days.ToString(CultureInfo.InvariantCulture), Quantity.Bytes(bill.AverageStoredBytes), Amount(bill.StorageAmount));
        table.Add($"total of {bill.Month}", "", "", Amount(bill.Total));
        table.Write(output);
        output.WriteLine($"Prices: {bill.PriceFile}");
    }

    private static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]{4}-(0[1-9]|1[0-2])$", RegexOptions.CultureInvariant)]
    private static partial Regex MonthForm();
}
