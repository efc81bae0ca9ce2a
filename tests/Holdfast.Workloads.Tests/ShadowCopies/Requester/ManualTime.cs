namespace Holdfast.Workloads.Tests.ShadowCopies.Requester;

/// <summary>Time that passes when the stand-in is waited for.</summary>
internal sealed class ManualTime : TimeProvider
{
    public TimeSpan Passed { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero) + Passed;
}
