namespace Holdfast.Protection.Billing;

/// <summary>The price of one thing in each access tier.</summary>
public sealed record TierPrices(decimal Hot, decimal Cool, decimal Cold)
{
    public const string HotTier = "hot", CoolTier = "cool", ColdTier = "cold";

    public static IReadOnlyList<string> Tiers { get; } = [HotTier, CoolTier, ColdTier];

    /// <exception cref="ArgumentException">Not one of <see cref="Tiers"/>.</exception>
    public decimal Of(string tier) => tier switch
    {
        HotTier => Hot,
        CoolTier => Cool,
        ColdTier => Cold,
        _ => throw new ArgumentException($"'{tier}' is no tier.", nameof(tier)),
    };

    internal IEnumerable<(string Name, decimal Price)> Named(string name) => Tiers.Select(tier => ($"{name}.{tier}", Of(tier)));
}
