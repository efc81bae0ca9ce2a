namespace Holdfast.Vault.Azure;

/// <summary>When a request that failed for now is sent again: after waits that double, each cut at random by up to a half.</summary>
/// <param name="Attempts">All of them, the first included.</param>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Longest">No wait is longer, unless the service asks for it.</param>
/// <param name="Total">After so long nothing is sent again: whoever asked may try later.</param>
public sealed record RetrySchedule(int Attempts, TimeSpan First, TimeSpan Longest, TimeSpan Total)
{
    /// <summary>Eight attempts within five minutes: long enough for a storage partition to move, short enough for a job to say what it waits for.</summary>
    public static RetrySchedule Default { get; } = new(8, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));
}
