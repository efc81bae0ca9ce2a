namespace Holdfast.Protection.Jobs;

/// <summary>The line: recoveries, then by <see cref="JobCandidate.Due"/>. Ids, which grow with time, decide between equals.</summary>
internal sealed class JobOrder : IComparer<JobCandidate>
{
    internal static readonly JobOrder Instance = new();

    public int Compare(JobCandidate? one, JobCandidate? other)
    {
        if (ReferenceEquals(one, other)) return 0;
        if (one is null) return -1;
        if (other is null) return 1;
        var isRecovery = (other.Type == JobType.Recovery).CompareTo(one.Type == JobType.Recovery);
        if (isRecovery != 0) return isRecovery;
        var due = one.Due.CompareTo(other.Due);
        return due != 0 ? due : string.CompareOrdinal(one.Id, other.Id);
    }
}
