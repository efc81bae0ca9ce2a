namespace Holdfast.Protection.Retention;

/// <summary>
/// The time that expiry goes by: the highest ever seen, so that a clock that is set back expires nothing twice and brings nothing back.
/// A clock that is ahead of it by more than <see cref="LongestStep"/> is not believed until someone says that it is right: a wrong clock must not delete backups.
/// </summary>
/// <param name="Highest">The highest time that is believed.</param>
/// <param name="Doubtful">The time that was seen and not believed, or null.</param>
public sealed record TrustedClock(DateTimeOffset Highest, DateTimeOffset? Doubtful = null)
{
    /// <summary>Longer than any time between two observations of a server that runs: it observes hourly.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromHours(24);

    /// <summary>Nothing expires.</summary>
    public bool IsSuspended => Doubtful is not null;

    /// <summary>What is known after the clock showed <paramref name="now"/>.</summary>
    public TrustedClock Observe(DateTimeOffset now)
    {
        if (now - Highest > LongestStep) return this with { Doubtful = now };
        // The clock is back where it can be right: the jump was a mistake that has been corrected.
        return new TrustedClock(now > Highest ? now : Highest);
    }

    /// <summary>Someone says that the clock is right.</summary>
    public TrustedClock Confirm(DateTimeOffset now) => new(now > Highest ? now : Highest);
}
