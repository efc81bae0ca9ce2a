namespace Holdfast.VaultService.Administrators;

/// <summary>
/// Makes whoever guesses wait: after some failures for a name, or from an address, each further one doubles the pause. Names that do not exist count like those that do.
/// Kept in memory, bounded; a restart forgets.
/// </summary>
internal sealed class SignInBackoff(TimeProvider time)
{
    internal const int FreeForName = 5, FreeForAddress = 20;
    private const int MostEntries = 10_000, LongestName = 128, MostDoublings = 10;
    private static readonly TimeSpan first = TimeSpan.FromSeconds(1), longest = TimeSpan.FromMinutes(15), forgotten = TimeSpan.FromHours(1);
    private readonly Dictionary<string, Guesses> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock gate = new();

    private readonly record struct Guesses(int Failures, DateTimeOffset Last, DateTimeOffset Until);

    /// <summary>Counts an attempt as failed before it is looked at, so that attempts side by side cannot slip through together; <see cref="TakeBack"/> undoes that.</summary>
    /// <returns>Zero where it may be looked at, otherwise how long to wait; it is not counted then.</returns>
    internal TimeSpan Attempt(string name, string address)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var wait = TimeSpan.FromTicks(Math.Max(Left(OfName(name), now).Ticks, Left(OfAddress(address), now).Ticks));
            if (wait > TimeSpan.Zero) return wait;
            Count(OfName(name), FreeForName, now);
            Count(OfAddress(address), FreeForAddress, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>The attempt was not wrong.</summary>
    /// <param name="isRight">It was right: the name's waits end. The address keeps its other failures, or an account of one's own would be leave to go on guessing.</param>
    internal void TakeBack(string name, string address, bool isRight)
    {
        lock (gate)
        {
            if (isRight) known.Remove(OfName(name));
            else Uncount(OfName(name));
            Uncount(OfAddress(address));
        }
    }

    private static string OfName(string name) => "n:" + (name.Length > LongestName ? name[..LongestName] : name);

    private static string OfAddress(string address) => "a:" + address;

    private TimeSpan Left(string key, DateTimeOffset now) => known.TryGetValue(key, out var guesses) && guesses.Until > now ? guesses.Until - now : TimeSpan.Zero;

    private void Count(string key, int free, DateTimeOffset now)
    {
        if (known.Count >= MostEntries) Forget(now);
        var failures = known.TryGetValue(key, out var guesses) && now - guesses.Last < forgotten ? guesses.Failures + 1 : 1;
        var pause = failures < free ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(failures - free, MostDoublings)));
        known[key] = new Guesses(failures, now, now + pause);
    }

    private void Uncount(string key)
    {
        if (!known.TryGetValue(key, out var guesses)) return;
        if (guesses.Failures <= 1) known.Remove(key);
        else known[key] = guesses with { Failures = guesses.Failures - 1, Until = guesses.Last };
    }

    // The least guilty half goes: whoever fills the table with invented names cannot make it grow.
    private void Forget(DateTimeOffset now)
    {
        foreach (var old in known.Where(entry => now - entry.Value.Last >= forgotten).Select(entry => entry.Key).ToList()) known.Remove(old);
        if (known.Count < MostEntries) return;
        foreach (var old in known.OrderBy(entry => entry.Value.Until).Take(MostEntries / 2).Select(entry => entry.Key).ToList()) known.Remove(old);
    }
}
