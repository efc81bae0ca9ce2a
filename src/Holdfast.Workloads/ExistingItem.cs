namespace Holdfast.Workloads;

/// <summary>What a restore does where a name is taken. Directories are always merged.</summary>
public enum ExistingItem
{
    /// <summary>Writes beside it under the first free name "NAME (recovered 1)", "NAME (recovered 2)", …</summary>
    Copy,

    /// <summary>Leaves what is there.</summary>
    Skip,

    /// <summary>Replaces it atomically.</summary>
    Overwrite,
}
