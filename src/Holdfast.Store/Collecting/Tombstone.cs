using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Store.Collecting;

/// <summary>Says that a pack is to be removed. docs/format.md §8.</summary>
/// <param name="Token">Fencing token of the collection that wrote it: sessions with a lower token may still rely on the pack.</param>
/// <param name="Since">The store's time (highest ever seen) when it was written.</param>
/// <param name="Moved">True for a damaged pack whose good records were all written anew: nothing is lost with it, and it need not wait for the soft-delete window.</param>
internal sealed record Tombstone(ulong Token, DateTimeOffset Since, bool Moved)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, TombstoneJson.Default.Tombstone);

    /// <summary>Null where it cannot be read; it then protects its pack until it is written anew.</summary>
    public static Tombstone? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, TombstoneJson.Default.Tombstone);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Tombstone))]
internal sealed partial class TombstoneJson : JsonSerializerContext;
