using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Store.Repositories;

/// <summary>The plain blob "repository": says what this is and which version wrote it. docs/format.md §1.</summary>
public sealed record RepositoryMarker(string Format, int Version, string Id)
{
    public const string FormatName = "holdfast-repository";
    public const int CurrentVersion = 1;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RepositoryMarkerJson.Default.RepositoryMarker);

    /// <exception cref="StorageException"><see cref="StorageFault.Damaged"/> or <see cref="StorageFault.NewerFormat"/>.</exception>
    public static RepositoryMarker Read(ReadOnlySpan<byte> bytes)
    {
        RepositoryMarker? marker;
        try
        {
            marker = JsonSerializer.Deserialize(bytes, RepositoryMarkerJson.Default.RepositoryMarker);
        }
        catch (JsonException error)
        {
            throw new StorageException(StorageFault.Damaged, "The repository's marker is damaged.", error);
        }
        if (marker?.Format != FormatName) throw new StorageException(StorageFault.Damaged, "This is not a Holdfast repository.");
        if (marker.Version > CurrentVersion)
            throw new StorageException(StorageFault.NewerFormat, $"The repository has format version {marker.Version}; this build reads up to {CurrentVersion}.");
        return marker;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RepositoryMarker))]
internal sealed partial class RepositoryMarkerJson : JsonSerializerContext;
