namespace Holdfast.Contracts.Api;

public sealed record GroupList(IReadOnlyList<GroupInfo> Groups);
