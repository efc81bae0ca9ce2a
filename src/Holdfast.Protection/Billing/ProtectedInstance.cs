namespace Holdfast.Protection.Billing;

/// <summary>
/// What is paid for: a production server with everything on it that is protected, by its front-end size. A host and a guest that is protected from within
/// are two; all databases of one server are one. Whether points lie on disk only or in the vault as well makes no difference.
/// </summary>
public static class ProtectedInstance
{
    /// <summary>A gigabyte is 2^30 bytes, as the vault's storage is metered.</summary>
    public const long Gigabyte = 1L << 30, SmallBytes = 50 * Gigabyte, StepBytes = 500 * Gigabyte;

    /// <summary>Begun steps of <see cref="StepBytes"/>; an instance of nothing is one.</summary>
    public static long Steps(long frontEndBytes) => frontEndBytes <= StepBytes ? 1 : (frontEndBytes - 1) / StepBytes + 1;

    /// <summary>The fee of a whole month.</summary>
    public static decimal MonthlyFee(long frontEndBytes, PriceList prices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frontEndBytes);
        if (frontEndBytes <= SmallBytes) return prices.SmallInstance;
        return frontEndBytes <= StepBytes ? prices.MediumInstance : Steps(frontEndBytes) * prices.LargeInstanceStep;
    }
}
