namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>What verification of a set's pages found.</summary>
/// <param name="Seen">Pages of 8 KiB, also unformatted ones.</param>
/// <param name="Checked">Pages that carry a checksum, and whose checksum was computed.</param>
/// <param name="Damaged">Of these: pages that are not what was written.</param>
/// <param name="Unprotected">Formatted pages without a checksum: PAGE_VERIFY was NONE or TORN_PAGE_DETECTION when they were written. Not verified.</param>
/// <param name="Displaced">Whole pages whose header names another place than their neighbors' do. No damage by itself: space that was never formatted may hold remains of other files.</param>
/// <param name="FirstDamaged">At most <see cref="Listed"/>, in order.</param>
public sealed record PageFindings(long Seen, long Checked, long Damaged, long Unprotected, long Displaced, IReadOnlyList<DamagedPage> FirstDamaged)
{
    public const int Listed = 100;
}
