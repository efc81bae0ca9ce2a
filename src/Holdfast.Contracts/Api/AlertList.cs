namespace Holdfast.Contracts.Api;

/// <param name="Next">Where there may be more: ask for the alerts before this one.</param>
public sealed record AlertList(IReadOnlyList<AlertInfo> Alerts, string? Next = null);
