using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Billing;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Billing;

/// <summary>DIR/prices.json: made with the published prices where it is not there, edited by the owner, read for each bill.</summary>
internal sealed class PriceFile(string dataDirectory)
{
    internal const string FileName = "prices.json";

    private const int Largest = 64 << 10;

    internal string Path => System.IO.Path.Combine(dataDirectory, FileName);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.PricesNotUsable"/>: all that is wrong at once.</exception>
    internal PriceList Load()
    {
        if (!File.Exists(Path))
        {
            var published = new PriceList();
            DurableFile.WriteAtomically(Path, JsonSerializer.SerializeToUtf8Bytes(published, BillingJson.Default.PriceList));
            return published;
        }
        try
        {
            var prices = JsonSerializer.Deserialize(DurableFile.ReadAll(Path, Largest), BillingJson.Default.PriceList) ?? throw NotUsable("it is empty.");
            var violations = prices.Violations();
            return violations.Count == 0 ? prices : throw NotUsable(string.Join(" ", violations));
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException or DurabilityException)
        {
            throw NotUsable(failure.Message, failure);
        }
    }

    private HoldfastException NotUsable(string why, Exception? cause = null) => new(ErrorCode.PricesNotUsable, $"'{Path}': {why}", inner: cause);
}
