namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>What verification found, page by page; of a log, segment by segment.</summary>
/// <param name="Seen">Empty ones as well, headers not.</param>
/// <param name="Empty">All zeros.</param>
/// <param name="Damaged">Not what was written, those with one flipped bit among them.</param>
/// <param name="OneBit">Of the damaged ones: the engine could set them right.</param>
/// <param name="FirstDamaged">At most <see cref="Listed"/>, in order.</param>
public sealed record EsePages(long Seen, long Empty, long Damaged, long OneBit, IReadOnlyList<EseDamagedPage> FirstDamaged)
{
    public const int Listed = 100;

    internal static EsePages None { get; } = new(0, 0, 0, 0, []);
}
