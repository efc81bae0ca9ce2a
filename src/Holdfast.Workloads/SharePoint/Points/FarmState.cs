namespace Holdfast.Workloads.SharePoint.Points;

/// <summary>What a farm's point says.</summary>
/// <param name="Format">Version of this shape.</param>
/// <param name="Host">The server of the farm that was asked.</param>
/// <param name="Others">What belongs to the farm and is not in the point.</param>
internal sealed record FarmState(int Format, string Host, IReadOnlyList<FarmPart> Parts, IReadOnlyList<string> Others)
{
    public const int CurrentFormat = 1;
}
