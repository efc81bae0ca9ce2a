namespace Holdfast.Hosting;

/// <summary>Feature of a request whose caller has to wait: when it may be tried again, for the answer's Retry-After.</summary>
public sealed record RetryDelay(TimeSpan Wait)
{
    public long Seconds => (long)Math.Ceiling(Wait.TotalSeconds);
}
