using System.CommandLine;
using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>What a vault costs in a month.</summary>
internal sealed class VaultBillingCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> month;

    internal VaultBillingCommand() : base("billing", "Owner's side: shows what is stored for each server in a month, and what it costs by DIR/vault-prices.json, which its owner edits.")
    {
        name = Takes(OwnerArguments.Vault());
        month = With(new Option<string?>("--month") { Description = "Month in UTC (default: the one that runs, as far as it has come)", HelpName = "YYYY-MM" });
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var bill = service.Bill(input.GetValue(name)!, input.GetValue(month));
        session.Result.Show(bill, OwnerJson.Default.VaultBill, text => Write(text, bill));
        return Task.FromResult(ExitCode.Done);
    }

    private static void Write(TextWriter text, VaultBill bill)
    {
        var table = new TextTable("SERVER", "DAYS#", "AVERAGE STORED#", $"{bill.Currency}#");
        foreach (var charge in bill.Charges) table.Add(charge.Server, charge.Days.ToString(CultureInfo.InvariantCulture), Quantity.Bytes(charge.AverageBytes), Amount(charge.Amount));
        table.Add($"total of {bill.Month}", "", Quantity.Bytes(bill.Charges.Sum(charge => charge.AverageBytes)), Amount(bill.Total));
        table.Write(text);
        text.WriteLine($"Prices: {bill.PriceFile}");
    }

    private static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
