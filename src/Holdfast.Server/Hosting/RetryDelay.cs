namespace Holdfast.Server.Hosting;

/// <summary>When a refused request may be tried again, for the answer's Retry-After.</summary>
internal sealed record RetryDelay(TimeSpan Wait)
{
    internal long Seconds => (long)Math.Ceiling(Wait.TotalSeconds);
}
