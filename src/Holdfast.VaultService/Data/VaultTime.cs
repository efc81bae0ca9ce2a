namespace Holdfast.VaultService.Data;

/// <summary>Times as the records keep them: units of 100 ns since 1970-01-01 UTC.</summary>
internal static class VaultTime
{
    internal static long From(DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    internal static DateTimeOffset To(long units) => DateTimeOffset.UnixEpoch.AddTicks(units);

    internal static DateTimeOffset? To(long? units) => units is { } value ? To(value) : null;
}
