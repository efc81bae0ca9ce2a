using Holdfast.Format.Items;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Times as NTFS keeps them: 100 ns since 1601, UTC.</summary>
internal static class NtfsTime
{
    public static DateTimeOffset Of(ulong value)
    {
        var most = (ulong)(DateTime.MaxValue.Ticks - DateTime.FromFileTimeUtc(0).Ticks);
        return new DateTimeOffset(DateTime.FromFileTimeUtc((long)Math.Min(value, most)));
    }

    public static Timestamp Stamp(ulong value) => Timestamp.From(Of(value));
}
