using Holdfast.Format.Keys;

namespace Holdfast.Vault.Remote;

/// <summary>The waits between the tries of one request.</summary>
internal sealed class RetrySchedule(RetryOptions options, TimeProvider clock, IRandomness randomness)
{
    private readonly long started = clock.GetTimestamp();
    private int failures;

    /// <summary>How long to wait before the next try; null where there is none.</summary>
    /// <param name="asked">What the other side asked to wait at least.</param>
    public TimeSpan? Next(TimeSpan? asked)
    {
        failures++;
        if (failures >= options.Attempts) return null;
        var delay = options.FirstDelay * Math.Pow(2, Math.Min(failures - 1, 20));
        if (delay > options.LongestDelay) delay = options.LongestDelay;
        delay *= 0.5 + Chance();
        if (asked is { } least && least > delay) delay = least;
        return clock.GetElapsedTime(started) + delay > options.LongestTotal ? null : delay;
    }

    private double Chance()
    {
        Span<byte> random = stackalloc byte[2];
        randomness.Fill(random);
        return BitConverter.ToUInt16(random) / 65536.0;
    }
}
