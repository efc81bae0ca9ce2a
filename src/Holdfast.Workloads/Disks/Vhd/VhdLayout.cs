namespace Holdfast.Workloads.Disks.Vhd;

/// <summary>What kind of VHD is written.</summary>
/// <param name="Length">Bytes of the disk: whole sectors of 512, at most 2040 GiB.</param>
public sealed record VhdLayout(long Length)
{
    /// <summary>Bare content with a footer; otherwise in blocks of 2 MiB, where there is something.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Null: a new one.</summary>
    public Guid? Id { get; init; }
}
