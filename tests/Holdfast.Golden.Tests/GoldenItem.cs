using System.Text.Json;

namespace Holdfast.Golden.Tests;

/// <summary>One item as newest-point.json records it. Mode as stat gives it, with the kind of the item.</summary>
internal sealed record GoldenItem(byte[] Path, uint Mode, long? ModifiedNanoseconds, long Size, int Links, string? Sha256, string? Target)
{
    public static GoldenItem Read(JsonElement element) => new(
        Convert.FromHexString(element.GetProperty("path").GetString()!),
        element.GetProperty("mode").GetUInt32(),
        element.GetProperty("mtimeNs").GetString() is { } time ? long.Parse(time, null) : null,
        element.GetProperty("size").GetInt64(),
        element.GetProperty("links").GetInt32(),
        element.TryGetProperty("sha256", out var hash) ? hash.GetString() : null,
        element.TryGetProperty("target", out var target) ? target.GetString() : null);
}
