namespace Holdfast.Contracts.Api;

public sealed record RecoveryPointList(IReadOnlyList<RecoveryPointInfo> RecoveryPoints);
