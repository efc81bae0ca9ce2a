using Holdfast.Server.Configuration;

namespace Holdfast.Server.Setup;

/// <summary>The setup's own keys of settings.json.</summary>
public static class SetupSettings
{
    public static TextSetting ScratchFolder { get; } = new(
        "scratchFolder", null, "absolute path of a folder that nothing else uses", "where indexes lie, which are made again from pool and vault when they are lost; without it `index/` in DIR",
        path => Path.IsPathFullyQualified(path) && !path.Contains('\0') ? null : "must be an absolute path.", 4096);

    public static IReadOnlyList<Setting> Keys { get; } = [ScratchFolder];
}
