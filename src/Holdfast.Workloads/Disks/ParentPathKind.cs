namespace Holdfast.Workloads.Disks;

public enum ParentPathKind
{
    /// <summary>From the folder of the disk that names it; backslashes separate.</summary>
    Relative,

    /// <summary>With the GUID of a Windows volume.</summary>
    Volume,

    /// <summary>With a drive letter or a share, of the computer that made the disk.</summary>
    Absolute,
}
