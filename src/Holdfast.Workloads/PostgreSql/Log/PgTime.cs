namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Moments as PostgreSQL counts them: microseconds since 2000-01-01 UTC.</summary>
internal static class PgTime
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Clamped to what can be told.</summary>
    public static DateTimeOffset From(long microseconds) => Epoch.AddTicks(Math.Clamp(microseconds, -60_000_000_000_000_000, 250_000_000_000_000_000) * TimeSpan.TicksPerMicrosecond);

    public static long To(DateTimeOffset time) => (time - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
