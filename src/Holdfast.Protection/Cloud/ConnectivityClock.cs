using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Cloud;

/// <summary>
/// Counts the days without contact, by the highest time that is believed: a clock that is set back starts nothing anew, and one that jumps ahead stops no backup.
/// </summary>
/// <param name="LastContact">In the same time, when the vault last answered.</param>
public sealed record ConnectivityClock(DateTimeOffset LastContact)
{
    /// <summary>Lost contact is more than this many days of it.</summary>
    public const int DaysAllowed = 15;

    /// <summary>From so many days on the countdown is alerted of.</summary>
    public const int CountdownFrom = 3;

    /// <summary>The vault has answered.</summary>
    public static ConnectivityClock Contacted(TrustedClock clock) => new(clock.Highest);

    public TimeSpan OutOfContact(TrustedClock clock) => clock.Highest > LastContact ? clock.Highest - LastContact : TimeSpan.Zero;

    /// <summary>Whole days out of contact.</summary>
    public int DaysLost(TrustedClock clock) => (int)OutOfContact(clock).TotalDays;

    /// <summary>Whole days that are left, the current one counted; 0 where contact counts as lost.</summary>
    public int DaysLeft(TrustedClock clock) => Of(false, clock) == Connectivity.Lost ? 0 : Math.Max(DaysAllowed - DaysLost(clock), 1);

    /// <summary>The countdown is worth an alert.</summary>
    public bool CountsDown(TrustedClock clock) => DaysLost(clock) >= CountdownFrom;

    /// <param name="connected">The vault answers now.</param>
    public Connectivity Of(bool connected, TrustedClock clock)
    {
        if (connected) return Connectivity.Connected;
        return OutOfContact(clock) > TimeSpan.FromDays(DaysAllowed) ? Connectivity.Lost : Connectivity.Interrupted;
    }
}
