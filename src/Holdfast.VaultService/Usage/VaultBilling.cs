using System.Globalization;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Store.Durability;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Owning;

namespace Holdfast.VaultService.Usage;

/// <summary>What is in a vault, and what it costs: by DIR/vault-prices.json, made where it is not there and edited by the owner.</summary>
internal sealed class VaultBilling(ServiceRecords records)
{
    private const int LargestFile = 64 << 10;

    private string PriceFile => Path.Combine(records.Folder, "vault-prices.json");

    internal VaultUsage Usage(VaultRow vault)
    {
        new VaultUpkeep(records.Database, new KeptVaults(records), records.Clock, UpkeepOptions.Default).Settle(vault, CancellationToken.None);
        var servers = new UsageTable(records.Database).Now(vault.Id);
        return new VaultUsage(vault.Name, servers.Sum(server => server.Bytes), servers.Sum(server => server.Packs), servers.Sum(server => server.Points), servers);
    }

    /// <param name="month">Such as 2026-11; null for the one that runs.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.PricesNotUsable"/>, <see cref="ErrorCode.BadRequest"/>.</exception>
    internal VaultBill Bill(VaultRow vault, string? month)
    {
        var first = Month(month);
        var prices = Prices();
        // So that what came a minute ago is on the bill.
        new UsageSampler(records).Sample();
        var days = DateTime.DaysInMonth(first.Year, first.Month);
        var charges = new List<VaultCharge>();
        foreach (var (id, name, sampled, byteDays) in new UsageTable(records.Database).Between(vault.Id, first, first.AddDays(days)))
        {
            var average = byteDays / days;
            charges.Add(new VaultCharge(name, id, sampled, (long)average, prices.Charge(average)));
        }
        return new VaultBill(vault.Name, first.ToString("yyyy-MM", CultureInfo.InvariantCulture), days, prices.Currency, prices.StoredGigabyte, charges, charges.Sum(charge => charge.Amount), PriceFile);
    }

    private DateOnly Month(string? text)
    {
        var now = records.Clock.GetUtcNow().UtcDateTime;
        if (text is null) return new DateOnly(now.Year, now.Month, 1);
        return DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 2000 and < 9999
            ? month : throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is no month.", "Write it like 2026-11.");
    }

    private StoragePrices Prices()
    {
        if (!File.Exists(PriceFile)) DurableDocument.Write(PriceFile, new StoragePrices(), UsageJson.Default.StoragePrices);
        try
        {
            var prices = JsonSerializer.Deserialize(DurableFile.ReadAll(PriceFile, LargestFile), UsageJson.Default.StoragePrices) ?? throw NotUsable("it is empty.");
            return prices.Violation() is { } violation ? throw NotUsable(violation) : prices;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw NotUsable(failure.Message, failure);
        }
    }

    private HoldfastException NotUsable(string why, Exception? cause = null) => new(ErrorCode.PricesNotUsable, $"'{PriceFile}': {why}", inner: cause);
}
