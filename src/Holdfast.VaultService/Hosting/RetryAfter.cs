namespace Holdfast.VaultService.Hosting;

/// <summary>Feature of a request whose caller has to wait.</summary>
internal sealed record RetryAfter(TimeSpan Wait)
{
    internal long Seconds => (long)Math.Ceiling(Wait.TotalSeconds);
}
