namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>How long a forest remembers what was deleted. A domain controller that comes back from an older backup brings deleted objects back, or is refused by the others. Rules of [MS-ADTS] 3.1.1.1.15.</summary>
internal static class TombstoneLifetime
{
    /// <summary>Holds where the attribute is not set. Forests that began with Windows Server 2003 SP1 or later have it set to 180.</summary>
    public const int Unset = 60;

    /// <summary>Smaller values count as this, of versions before Windows Server 2008 R2 as <see cref="Unset"/>: the stricter of both is taken.</summary>
    private const int Least = 2;

    public const int Most = 100_000;

    /// <param name="attribute">As the directory has it; null: it is not set.</param>
    /// <returns>Days.</returns>
    public static int Days(int? attribute) => attribute is { } set ? Math.Clamp(set, Least, Most) : Unset;
}
