using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Tests.Protection;

/// <summary>Groups and sources as the API answers them.</summary>
internal static class Samples
{
    internal static SourceInfo Source(string path, string server = "vm", bool online = false, params string[] exclude) => new(
        "id-of-" + path, path.TrimStart('/'), "files", server, path, "Files", "protected", "ok", exclude, [], false, online, null, null, 3, 2);

    internal static GroupInfo Group(PolicyInfo policy, params SourceInfo[] sources) => new(
        "g1", "Files", policy.RetentionDays, policy.Online is not null, policy.Online?.DailyDays ?? 30, sources, policy, false, [], [], []);
}
