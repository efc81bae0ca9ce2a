namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Where a restore should end.</summary>
internal abstract record RestoreTarget
{
    private RestoreTarget()
    {
    }

    /// <summary>At the end of one backup set.</summary>
    public sealed record EndOf(Guid Set) : RestoreTarget;

    /// <summary>As the database was at a moment.</summary>
    public sealed record Moment(DateTimeOffset Time) : RestoreTarget;

    /// <summary>As far as the sets go.</summary>
    public sealed record Newest : RestoreTarget;
}
