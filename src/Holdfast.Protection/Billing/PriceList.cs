namespace Holdfast.Protection.Billing;

/// <summary>What protection costs a month. The figures are those published in 2015; whoever runs the vault sets their own.</summary>
/// <param name="Currency">Three letters, such as USD.</param>
/// <param name="SmallInstance">An instance of at most <see cref="ProtectedInstance.SmallBytes"/>.</param>
/// <param name="MediumInstance">An instance of at most <see cref="ProtectedInstance.StepBytes"/>.</param>
/// <param name="LargeInstanceStep">Each begun <see cref="ProtectedInstance.StepBytes"/> of a larger instance.</param>
/// <param name="StoredGigabyte">A gigabyte (2^30 bytes) in the vault.</param>
public sealed record PriceList(
    string Currency = "USD", decimal SmallInstance = 5m, decimal MediumInstance = 10m, decimal LargeInstanceStep = 10m, decimal StoredGigabyte = 0.048m)
{
    private const decimal Highest = 1_000_000m;

    /// <summary>Everything that is wrong; empty where the list is acceptable.</summary>
    public IReadOnlyList<string> Violations()
    {
        var found = new List<string>();
        if (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper)) found.Add("currency: three capital letters, such as USD.");
        foreach (var (name, price) in (ReadOnlySpan<(string, decimal)>)
            [("smallInstance", SmallInstance), ("mediumInstance", MediumInstance), ("largeInstanceStep", LargeInstanceStep), ("storedGigabyte", StoredGigabyte)])
            if (price is < 0 or > Highest) found.Add($"{name}: 0 to {Highest}, not {price}.");
        return found;
    }
}
