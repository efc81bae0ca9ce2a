namespace Holdfast.Vault.Remote;

/// <summary>Ends one try of a request that stands still, or that is too slow on the whole.</summary>
internal sealed class AttemptWatch : IDisposable
{
    private readonly RetryOptions options;
    private readonly TimeProvider clock;
    private readonly TimeSpan longest;
    private readonly long started;
    private readonly CancellationTokenSource limit;
    private readonly CancellationTokenRegistration closing;

    /// <param name="bytes">That travel, either way.</param>
    public AttemptWatch(RetryOptions options, TimeProvider clock, long bytes, CancellationToken closing)
    {
        this.options = options;
        this.clock = clock;
        longest = options.Patience + TimeSpan.FromSeconds((double)bytes / options.LeastRate);
        started = clock.GetTimestamp();
        limit = new CancellationTokenSource(options.Patience, clock);
        this.closing = closing.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), limit);
    }

    public CancellationToken Token => limit.Token;

    /// <summary>Something moved.</summary>
    /// <exception cref="OperationCanceledException">The try has taken too long.</exception>
    public void Progress()
    {
        limit.Token.ThrowIfCancellationRequested();
        var left = longest - clock.GetElapsedTime(started);
        if (left <= TimeSpan.Zero) throw new OperationCanceledException("It was too slow.");
        limit.CancelAfter(left < options.Patience ? left : options.Patience);
    }

    public void Dispose()
    {
        closing.Dispose();
        limit.Dispose();
    }
}
