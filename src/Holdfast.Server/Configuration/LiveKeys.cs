using Holdfast.Server.Engine;

namespace Holdfast.Server.Configuration;

/// <summary>Keys that are read again while the server runs; all others hold from the next start.</summary>
internal static class LiveKeys
{
    internal static IReadOnlyList<Setting> All { get; } =
        [EngineSettingKeys.WorkMbps, EngineSettingKeys.NonWorkMbps, EngineSettingKeys.WorkStartHour, EngineSettingKeys.WorkEndHour, EngineSettingKeys.WorkDays];
}
