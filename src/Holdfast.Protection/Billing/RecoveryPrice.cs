namespace Holdfast.Protection.Billing;

/// <summary>What reading from the vault costs, to a hundredth of a hundredth of the currency: single recoveries are cheap.</summary>
public sealed record RecoveryPrice(decimal Reads, decimal Egress, decimal Retrieval)
{
    private const decimal Gigabyte = 1L << 30;

    /// <summary>From disk: nothing.</summary>
    public static RecoveryPrice None { get; } = new(0, 0, 0);

    public decimal Total => Reads + Egress + Retrieval;

    /// <param name="tier">One of <see cref="TierPrices.Tiers"/>.</param>
    public static RecoveryPrice Of(PriceList prices, string tier, long requests, long bytes) => new(
        Round(prices.TenThousandReads.Of(tier) * requests / 10_000m), Round(prices.EgressGigabyte * bytes / Gigabyte), Round(prices.RetrievedGigabyte.Of(tier) * bytes / Gigabyte));

    private static decimal Round(decimal amount) => decimal.Round(amount, 4, MidpointRounding.AwayFromZero);
}
