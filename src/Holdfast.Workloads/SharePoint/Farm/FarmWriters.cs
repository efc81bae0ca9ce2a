namespace Holdfast.Workloads.SharePoint.Farm;

/// <summary>Writers that a farm is told by.</summary>
internal static class FarmWriters
{
    /// <summary>
    /// SharePoint's reference writer: of 2010 and later, and of 2007. The first class is in Microsoft's "Back up and restore a search service application in SharePoint using VSS", whose manifests name databases by
    /// (id of the farm, id of the application) and, at the writer of SQL Server, by (COMPUTER\INSTANCE); the second one in lists of writers of backup products only.
    /// </summary>
    public static readonly IReadOnlyList<Guid> SharePoint = [new("da452614-4858-5e53-a512-38aab25c61ad"), new("c2f52614-5e53-4858-a589-38eeb25c6184")];
}
