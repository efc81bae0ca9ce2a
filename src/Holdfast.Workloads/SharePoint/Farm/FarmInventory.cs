namespace Holdfast.Workloads.SharePoint.Farm;

/// <summary>What a farm consists of, as its reference writer tells.</summary>
/// <param name="Others">What belongs to the farm and is in no database: search indexes, mostly. People read it.</param>
internal sealed record FarmInventory(IReadOnlyList<FarmDatabase> Databases, IReadOnlyList<string> Others)
{
    /// <summary>That a configuration database is among them is what makes it a farm.</summary>
    public bool HasConfiguration => Databases.Any(database => database.IsFarmWide);
}
