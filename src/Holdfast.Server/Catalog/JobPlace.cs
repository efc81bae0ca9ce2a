namespace Holdfast.Server.Catalog;

/// <summary>Where a job stands in the history: newest first, ids decide between equals.</summary>
internal readonly record struct JobPlace(long Created, string Id) : IComparable<JobPlace>
{
    public int CompareTo(JobPlace other) => Created != other.Created ? other.Created.CompareTo(Created) : string.CompareOrdinal(other.Id, Id);
}
