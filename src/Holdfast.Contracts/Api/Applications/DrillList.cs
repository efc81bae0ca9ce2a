namespace Holdfast.Contracts.Api.Applications;

/// <summary>Restore drills, newest first.</summary>
/// <param name="Next">Id to continue before; null where there are no more.</param>
public sealed record DrillList(IReadOnlyList<DrillInfo> Drills, string? Next = null);
