namespace Holdfast.Workloads.Applications;


/// <summary>Where a recovery puts what it brings back.</summary>
public enum RecoveryDestination
{
    /// <summary>Where it was, under its own name.</summary>
    Original,

    /// <summary>Another instance or another name.</summary>
    Instance,

    /// <summary>Files in a folder, with what is needed to go on by hand.</summary>
    Folder,
}
