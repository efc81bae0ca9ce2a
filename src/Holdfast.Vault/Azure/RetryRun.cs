using System.Globalization;
using System.Net.Http.Headers;
using Azure;

namespace Holdfast.Vault.Azure;

/// <summary>The attempts of one operation: how many there were, how long to wait for the next, and whether one of them may have taken effect.</summary>
internal sealed class RetryRun(AzureNetwork network)
{
    private readonly long started = network.Clock.GetTimestamp();
    private int failures;

    /// <summary>An attempt got no clear answer: it may have done what it was to do.</summary>
    public bool IsUnclear { get; private set; }

    /// <summary>Waits until the next attempt may begin; false where there is none: the error stands, or it is enough.</summary>
    public bool WaitAfter(Exception error)
    {
        if (!AzureFault.IsTransient(error)) return false;
        IsUnclear = true;
        if (++failures >= network.Retries.Attempts) return false;
        var wait = Backoff();
        if (AskedWait(error) is { } asked && asked > wait) wait = asked;
        if (network.Clock.GetElapsedTime(started) + wait > network.Retries.Total) return false;
        Pause(wait);
        return true;
    }

    private TimeSpan Backoff()
    {
        var whole = Math.Min(network.Retries.First.TotalSeconds * Math.Pow(2, failures - 1), network.Retries.Longest.TotalSeconds);
        Span<byte> random = stackalloc byte[4];
        network.Randomness.Fill(random);
        return TimeSpan.FromSeconds(whole * (0.5 + (BitConverter.ToUInt32(random) / (2.0 * uint.MaxValue))));
    }

    /// <summary>Retry-After in seconds or as a date, as the service says it.</summary>
    private TimeSpan? AskedWait(Exception error)
    {
        if ((error as RequestFailedException)?.GetRawResponse() is not { } response || !response.Headers.TryGetValue("Retry-After", out var text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
        return RetryConditionHeaderValue.TryParse(text, out var value) && value.Date is { } date ? date - network.Clock.GetUtcNow() : null;
    }

    private void Pause(TimeSpan wait)
    {
        using var over = new ManualResetEventSlim();
        using var timer = network.Clock.CreateTimer(_ => over.Set(), null, wait, Timeout.InfiniteTimeSpan);
        over.Wait();
    }
}
