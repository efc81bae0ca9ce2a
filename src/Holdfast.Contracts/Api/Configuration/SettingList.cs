namespace Holdfast.Contracts.Api.Configuration;

public sealed record SettingList(IReadOnlyList<SettingInfo> Settings);
