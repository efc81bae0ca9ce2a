namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Shows the time of another clock, and waits by the computer's own: a turned clock ends no wait.</summary>
internal sealed class SteadyClock(TimeProvider shown) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => shown.GetUtcNow();
}
