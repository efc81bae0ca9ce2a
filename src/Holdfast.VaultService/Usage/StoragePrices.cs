namespace Holdfast.VaultService.Usage;

/// <summary>What a month in a vault costs. The figure is one published in 2015 for storage kept six times; whoever runs the vault sets their own.</summary>
/// <param name="Currency">Three capital letters, such as USD.</param>
/// <param name="StoredGigabyte">A gigabyte (2^30 bytes) for a month.</param>
internal sealed record StoragePrices(string Currency = "USD", decimal StoredGigabyte = 0.048m)
{
    internal const decimal Gigabyte = 1L << 30;
    private const decimal Highest = 1_000_000m;

    /// <summary>What is wrong; null where the prices are acceptable.</summary>
    internal string? Violation()
    {
        if (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper)) return "currency: three capital letters, such as USD.";
        return StoredGigabyte is < 0 or > Highest ? $"storedGigabyte: 0 to {Highest}, not {StoredGigabyte}." : null;
    }

    /// <summary>To the hundredth.</summary>
    internal decimal Charge(decimal averageBytes) => Math.Round(averageBytes / Gigabyte * StoredGigabyte, 2, MidpointRounding.AwayFromZero);
}
