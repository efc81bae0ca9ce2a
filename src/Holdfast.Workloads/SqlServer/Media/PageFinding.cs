namespace Holdfast.Workloads.SqlServer.Media;

internal enum PageFinding
{
    /// <summary>Never formatted: nothing to hold it against.</summary>
    Unformatted,
    Unprotected,
    Whole,
    Displaced,
    Damaged,
}
