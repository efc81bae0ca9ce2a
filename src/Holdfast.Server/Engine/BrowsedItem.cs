using Holdfast.Format.Items;

namespace Holdfast.Server.Engine;

/// <summary>One item of a point as browsing shows it. <paramref name="Path"/> is relative to the root, raw bytes.</summary>
public sealed record BrowsedItem(byte[] Path, ItemKind Kind, long Size, Timestamp Modified, uint Mode, uint Owner, uint Group, byte[]? LinkTarget, ItemCondition Condition)
{
    /// <summary>When content or metadata changed last, as the production server's file system tells it.</summary>
    public Timestamp Changed { get; init; }

    /// <summary>Where the content lies, in one number: equal for equal places.</summary>
    public ulong ContentMark { get; init; }

    /// <summary>Of an item of Windows that was asked for by its path: owner and access lists as SDDL.</summary>
    public string? AccessList { get; init; }

    /// <summary>A disk of a machine: a file that can be looked into.</summary>
    public bool IsDisk { get; init; }

    /// <summary>It lies inside a disk of a machine.</summary>
    public bool InDisk { get; init; }

    /// <summary>Set for a partition of a disk.</summary>
    public Contracts.Api.Recovery.VolumeInfo? Volume { get; init; }

    public bool IsFolder => IsDisk || Kind == ItemKind.Directory;
}
