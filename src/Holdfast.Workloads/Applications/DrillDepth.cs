namespace Holdfast.Workloads.Applications;


/// <summary>How much a drill proves, least first.</summary>
public enum DrillDepth
{
    /// <summary>A plan exists and everything that it reads is there.</summary>
    Planned,

    /// <summary>All content was read, and its own checksums hold.</summary>
    Read,

    /// <summary>The application opened it.</summary>
    Opened,

    /// <summary>What the application gives out is what it gave out when the point was made.</summary>
    Compared,
}
