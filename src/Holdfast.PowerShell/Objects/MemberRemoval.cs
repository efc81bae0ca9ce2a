namespace Holdfast.PowerShell.Objects;

/// <summary>Leaves the group when it is committed, or the vault alone.</summary>
/// <param name="OnlineOnly">It stays in the group and is not sent to the vault any more.</param>
internal sealed record MemberRemoval(Datasource Datasource, bool KeepDiskData, bool KeepOnlineData, bool OnlineOnly);
