namespace Holdfast.Contracts.Api;

public sealed record DiskList(IReadOnlyList<DiskInfo> Disks);
