namespace Holdfast.Hosting;

/// <summary>
/// Makes whoever guesses wait: after some failures for an account, or from an address, each further one doubles the pause. Names that do not exist count like those that do.
/// Kept in memory, bounded; a restart forgets.
/// </summary>
/// <param name="keyOf">The one spelling of an account's name.</param>
public sealed class SignInBackoff(TimeProvider time, Func<string, string> keyOf)
{
    /// <summary>Failures without a pause.</summary>
    public const int FreeForAccount = 5, FreeForAddress = 20;

    private const int MostEntries = 20_000, LongestName = 128;
    private static readonly TimeSpan first = TimeSpan.FromSeconds(1), longest = TimeSpan.FromMinutes(15), forgotten = TimeSpan.FromHours(1);
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    private readonly record struct Entry(int Failures, DateTimeOffset Last, DateTimeOffset Until);

    /// <summary>
    /// Counts an attempt as failed before it is looked at, so that attempts side by side cannot slip through together; <see cref="Forgive"/> or
    /// <see cref="Succeeded"/> takes that back.
    /// </summary>
    /// <returns>Zero where it may be looked at, otherwise how long to wait; it is not counted then.</returns>
    public TimeSpan Attempt(string account, string address)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var wait = TimeSpan.FromTicks(Math.Max(Left(AccountKey(account), now).Ticks, Left(AddressKey(address), now).Ticks));
            if (wait > TimeSpan.Zero) return wait;
            Count(AccountKey(account), FreeForAccount, now);
            Count(AddressKey(address), FreeForAddress, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>The attempt was neither right nor wrong.</summary>
    public void Forgive(string account, string address)
    {
        lock (gate)
        {
            TakeBack(AccountKey(account));
            TakeBack(AddressKey(address));
        }
    }

    /// <summary>Ends the account's waits. The address keeps its other failures, or an account of one's own would be leave to go on guessing.</summary>
    public void Succeeded(string account, string address)
    {
        lock (gate)
        {
            entries.Remove(AccountKey(account));
            TakeBack(AddressKey(address));
        }
    }

    private string AccountKey(string account) => "n:" + keyOf(account.Length > LongestName ? account[..LongestName] : account);

    private static string AddressKey(string address) => "a:" + address;

    private TimeSpan Left(string key, DateTimeOffset now) => entries.TryGetValue(key, out var entry) && entry.Until > now ? entry.Until - now : TimeSpan.Zero;

    private void Count(string key, int free, DateTimeOffset now)
    {
        if (entries.Count >= MostEntries) Forget(now);
        var failures = entries.TryGetValue(key, out var entry) && now - entry.Last < forgotten ? entry.Failures + 1 : 1;
        var pause = failures < free ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(failures - free, 12)));
        entries[key] = new Entry(failures, now, now + pause);
    }

    private void TakeBack(string key)
    {
        if (!entries.TryGetValue(key, out var entry)) return;
        if (entry.Failures <= 1) entries.Remove(key);
        else entries[key] = entry with { Failures = entry.Failures - 1, Until = entry.Last };
    }

    // The least guilty half goes: whoever fills the table with invented names cannot make it grow.
    private void Forget(DateTimeOffset now)
    {
        foreach (var old in entries.Where(entry => now - entry.Value.Last >= forgotten).Select(entry => entry.Key).ToList()) entries.Remove(old);
        if (entries.Count < MostEntries) return;
        foreach (var old in entries.OrderBy(entry => entry.Value.Until).Take(MostEntries / 2).Select(entry => entry.Key).ToList()) entries.Remove(old);
    }
}
