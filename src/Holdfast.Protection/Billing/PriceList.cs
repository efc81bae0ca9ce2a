namespace Holdfast.Protection.Billing;

/// <summary>
/// What protection costs a month, and what a recovery from the vault costs. The monthly figures are those published in 2015, those of a recovery list prices of
/// Azure Blob storage; whoever runs the vault sets their own.
/// </summary>
/// <param name="Currency">Three letters, such as USD.</param>
/// <param name="SmallInstance">An instance of at most <see cref="ProtectedInstance.SmallBytes"/>.</param>
/// <param name="MediumInstance">An instance of at most <see cref="ProtectedInstance.StepBytes"/>.</param>
/// <param name="LargeInstanceStep">Each begun <see cref="ProtectedInstance.StepBytes"/> of a larger instance.</param>
/// <param name="StoredGigabyte">A gigabyte (2^30 bytes) in the vault.</param>
public sealed record PriceList(
    string Currency = "USD", decimal SmallInstance = 5m, decimal MediumInstance = 10m, decimal LargeInstanceStep = 10m, decimal StoredGigabyte = 0.048m)
{
    private const decimal Highest = 1_000_000m;

    /// <summary>10,000 reads, by the tier that packs lie in.</summary>
    public TierPrices TenThousandReads { get; set; } = new(0.0044m, 0.01m, 0.1m);

    /// <summary>A gigabyte (2^30 bytes) that is read out of the tier.</summary>
    public TierPrices RetrievedGigabyte { get; set; } = new(0m, 0.01m, 0.03m);

    /// <summary>A gigabyte (2^30 bytes) that leaves the vault's data center.</summary>
    public decimal EgressGigabyte { get; set; } = 0.087m;

    /// <summary>The tier that packs lie in: hot, cool, or cold.</summary>
    public string VaultTier { get; set; } = TierPrices.HotTier;

    /// <summary>Everything that is wrong; empty where the list is acceptable.</summary>
    public IReadOnlyList<string> Violations()
    {
        var found = new List<string>();
        if (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper)) found.Add("currency: three capital letters, such as USD.");
        foreach (var (name, price) in (ReadOnlySpan<(string, decimal)>)
            [("smallInstance", SmallInstance), ("mediumInstance", MediumInstance), ("largeInstanceStep", LargeInstanceStep), ("storedGigabyte", StoredGigabyte),
             ("egressGigabyte", EgressGigabyte), .. TenThousandReads.Named("tenThousandReads"), .. RetrievedGigabyte.Named("retrievedGigabyte")])
            if (price is < 0 or > Highest) found.Add($"{name}: 0 to {Highest}, not {price}.");
        if (!TierPrices.Tiers.Contains(VaultTier)) found.Add($"vaultTier: {string.Join(", ", TierPrices.Tiers)}, not '{VaultTier}'.");
        return found;
    }
}
