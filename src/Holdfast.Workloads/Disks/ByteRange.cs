using System.Text.Json.Serialization;

namespace Holdfast.Workloads.Disks;

/// <summary>A range of bytes. Neither negative; never beyond <see cref="long.MaxValue"/>.</summary>
public readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>The first byte behind it.</summary>
    [JsonIgnore]
    public long End => checked(Offset + Length);
}
